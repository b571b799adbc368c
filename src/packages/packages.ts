import type { ReadFiles } from "../options/source.ts";
import { type CodeFiles, toCodeFiles } from "../source/files.ts";
import { openWheel, WheelFault } from "./wheel.ts";

/** The files of wheels in one folder, where no two files may have one path. */
export class Packages {
  readonly files: Record<string, Uint8Array> = {};
  /** The wheel of each package and of each file. */
  readonly #origins = new Map<string, string>();
  #bytesLeft: number;

  constructor(mostBytes: number) {
    this.#bytesLeft = mostBytes;
  }

  /** @throws WheelFault or UsageError that says why the wheel is not taken. */
  add(where: string, unpacked: ReadFiles): void {
    const { name, version, files } = openWheel(unpacked);
    this.#claim(name.toLowerCase().replace(/[-_.]+/g, "-"), where, `${name} ${version} is there twice`);
    const added: CodeFiles = toCodeFiles(files, this.#bytesLeft);
    for (const [path, bytes] of Object.entries(added)) {
      // Packages that share a namespace may each bring its `__init__.py`.
      if (this.#has(path, bytes)) continue;
      this.#claim(`/${path}`, where, `${name} ${version} has another ${path} than a wheel before it`);
      this.files[path] = bytes;
      this.#bytesLeft -= bytes.length;
    }
  }

  #has(path: string, bytes: Uint8Array): boolean {
    const known = this.files[path];
    return known?.length === bytes.length && known.every((byte, index) => byte === bytes[index]);
  }

  #claim(what: string, where: string, complaint: string): void {
    const origin = this.#origins.get(what);
    if (origin !== undefined) throw new WheelFault(`${complaint}: see ${origin}`);
    this.#origins.set(what, where);
  }
}
