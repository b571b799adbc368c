import { strToU8, unzipSync, type Zippable, zipSync } from "fflate";
import { textFromUtf8 } from "./base64.ts";
import type { Project } from "./project.ts";

/** What tools leave behind and no function needs. */
const LITTER = /(^|\/)(\.git|node_modules|__pycache__|\.venv|__MACOSX)(\/|$)|(^|\/)\.DS_Store$/;
const MOST_BYTES = 64 * 1_000_000;

/** The same files give the same bytes: the time of each is the beginning of ZIP's own. */
export function toZip(files: Project["files"]): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(files).map(([path, content]): [string, Zippable[string]] => [
    path,
    [typeof content === "string" ? strToU8(content) : content, { mtime: new Date(1980, 0, 1), level: 9 }],
  ]);
  return zipSync(Object.fromEntries(entries)) as Uint8Array<ArrayBuffer>;
}

/** The files of an archive. Throws for what is none, or claims more than fits into a page. */
export function fromZip(bytes: Uint8Array): Project["files"] {
  let sizeBytes = 0;
  const entries = unzipSync(bytes, {
    filter({ name, originalSize }) {
      sizeBytes += originalSize;
      if (sizeBytes > MOST_BYTES) throw new Error(`more than ${MOST_BYTES} bytes`);
      return !name.endsWith("/");
    },
  });
  return asProjectFiles(Object.entries(entries));
}

/** Without litter, without the folder that all of them lie in, and text where it is text. */
export function asProjectFiles(
  entries: readonly (readonly [path: string, bytes: Uint8Array])[],
): Project["files"] {
  const kept = entries.filter(
    ([path]) => !LITTER.test(path) && !path.split("/").includes("..") && !path.startsWith("/"),
  );
  const folder = sharedFolder(kept.map(([path]) => path));
  return Object.fromEntries(
    kept.map(([path, bytes]) => [path.slice(folder.length), textFromUtf8(bytes) ?? bytes]),
  );
}

function sharedFolder(paths: readonly string[]): string {
  const [first = ""] = paths;
  const folder = first.slice(0, first.indexOf("/") + 1);
  return folder !== "" && paths.every((path) => path.startsWith(folder))
    ? folder + sharedFolder(paths.map((path) => path.slice(folder.length)))
    : "";
}
