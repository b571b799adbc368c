/**
 * The chapters of the contract that tables speak of, and how many sections each has. Chapter 15 are our rulings.
 * @type {readonly { readonly chapter: number, readonly title: string, readonly sections: number }[]}
 */
export const chapters = [
  { chapter: 1, title: "Entry point, handler kinds, results", sections: 5 },
  { chapter: 2, title: "`event`", sections: 9 },
  { chapter: 3, title: "Response", sections: 7 },
  { chapter: 4, title: "`context`", sections: 3 },
  { chapter: 5, title: "Logging", sections: 7 },
  { chapter: 6, title: "Environment", sections: 6 },
  { chapter: 7, title: "Life cycle, scaling, failures", sections: 12 },
  { chapter: 8, title: "Quotas and limits", sections: 2 },
  { chapter: 9, title: "Trigger events", sections: 13 },
  { chapter: 10, title: "Command line", sections: 2 },
  { chapter: 15, title: "Our rulings", sections: 26 },
];

/** Sections of a third level, and chapters that say something before their first section. */
const others = ["2.2.1", "2.2.2", "9"];

/** Every section that a row may name, in the order of the contract. */
export const sections = [...others, ...chapters.flatMap(numbers)].sort(bySection);

function numbers({ chapter, sections }) {
  return Array.from({ length: sections }, (_, index) => `${chapter}.${index + 1}`);
}

/** Compares `2.10` and `2.9` as numbers. */
export function bySection(one, other) {
  return one.localeCompare(other, "en", { numeric: true });
}
