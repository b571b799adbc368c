export const chapters: readonly {
  readonly chapter: number;
  readonly title: string;
  readonly sections: number;
}[];
export const sections: readonly string[];
export function bySection(one: string, other: string): number;
