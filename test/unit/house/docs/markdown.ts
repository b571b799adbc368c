import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../sources.ts";

/** A fenced block: ```` ```js run ```` has the language `js` and the mark `run`. */
export interface CodeBlock {
  readonly line: number;
  readonly language: string;
  readonly mark: string;
  readonly code: string;
}

/** A page as its tests see it. */
export interface Page {
  /** The anchors of its headings, as GitHub makes them. */
  readonly anchors: ReadonlySet<string>;
  /** The targets of its links and pictures. */
  readonly links: readonly string[];
  readonly blocks: readonly CodeBlock[];
  /** What stands between single backticks. */
  readonly codeSpans: readonly string[];
}

/** Reads a page by its path from the repository's root. */
export function readPage(path: string): Page {
  return parsePage(readFileSync(join(root, path), "utf8"));
}

export function parsePage(text: string): Page {
  const blocks: CodeBlock[] = [];
  const prose = text.replace(
    /^( *)```(\S*) ?(.*)\n([\s\S]*?)^\1```$/gm,
    (all, _, language, mark, code, offset) => {
      blocks.push({ line: text.slice(0, offset).split("\n").length, language, mark, code });
      return "\n".repeat(all.split("\n").length - 1);
    },
  );
  const codeSpans = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code as string);
  return { anchors: anchorsOf(prose), links: linksOf(prose), blocks, codeSpans };
}

/** Headings of one text get `-1`, `-2` … from the second one on. */
function anchorsOf(prose: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, heading = ""] of prose.matchAll(/^#{1,6} (.+)$/gm)) {
    const anchor = heading
      .replace(/\[([^\]]+)\]\([^)]+\)/g, "$1")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, "")
      .replaceAll(" ", "-");
    let unique = anchor;
    for (let count = 1; anchors.has(unique); count += 1) unique = `${anchor}-${count}`;
    anchors.add(unique);
  }
  return anchors;
}

/** `[text](target)`, `![text](target)`, `<img src="target">`, `[name]: target`; what stands in code is no link. */
function linksOf(prose: string): readonly string[] {
  const text = prose.replace(/`[^`\n]*`/g, "code");
  const patterns = [/\]\(([^)\s]+)(?: "[^"]*")?\)/g, /\b(?:src|href)="([^"]+)"/g, /^\[[^\]]+\]: (\S+)/gm];
  return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, target]) => target as string));
}
