import type { ReadFiles } from "../options/source.ts";
import { FITTING_TAGS, fits } from "./wheel-tags.ts";

/** A wheel that fits, as pip would install it: files by path below the folder of packages. */
export interface Wheel {
  readonly name: string;
  readonly version: string;
  readonly files: ReadFiles;
}

/** The reason why a wheel is not installed. */
export class WheelFault extends Error {}

/**
 * Checks an unpacked wheel by its metadata (PEP 427), and gives its files their places. Scripts and headers are left out.
 *
 * @throws WheelFault that names the wheel, its tags and those that fit.
 */
export function openWheel(files: ReadFiles): Wheel {
  const folder = infoFolder(files);
  const metadata = readHeaders(files[`${folder}/METADATA`]);
  const [name, version] = [metadata("Name")[0], metadata("Version")[0]];
  if (name === undefined || version === undefined) {
    throw new WheelFault(`${folder}/METADATA has no name and version`);
  }
  const tags = readHeaders(files[`${folder}/WHEEL`])("Tag");
  if (!tags.some(fits)) {
    throw new WheelFault(
      `${name} ${version} is built for ${tags.join(", ") || "nothing that it names"}; here fit ${FITTING_TAGS.join(", ")}`,
    );
  }
  return { name, version, files: laidOut(files) };
}

function infoFolder(files: ReadFiles): string {
  const folders = Object.keys(files).flatMap((path) => /^([^/]+\.dist-info)\/WHEEL$/.exec(path)?.[1] ?? []);
  const [folder] = folders;
  if (folder === undefined) {
    throw new WheelFault("it is no wheel: it has no .dist-info/WHEEL. Make one with pip wheel");
  }
  if (folders.length > 1) throw new WheelFault(`it is several wheels in one: ${folders.join(", ")}`);
  return folder;
}

/** The headers of a message as e-mail has them, up to the empty line. */
function readHeaders(content: string | Uint8Array | undefined): (name: string) => string[] {
  const text = typeof content === "string" ? content : new TextDecoder().decode(content);
  const [head = ""] = text.split(/\r?\n\r?\n/, 1);
  const lines = head.split(/\r?\n/).map((line) => /^([\w-]+):\s*(.*?)\s*$/.exec(line));
  return (name) =>
    lines.flatMap((line) => (line?.[1]?.toLowerCase() === name.toLowerCase() ? (line[2] ?? "") : []));
}

function laidOut(files: ReadFiles): ReadFiles {
  return Object.fromEntries(
    Object.entries(files).flatMap(([path, content]) => {
      const [, kind, rest] = /^[^/]+\.data\/([^/]+)\/(.+)$/.exec(path) ?? [];
      if (kind === undefined || rest === undefined) return [[path, content]];
      return kind === "purelib" || kind === "platlib" ? [[rest, content]] : [];
    }),
  );
}
