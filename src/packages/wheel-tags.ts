import { info } from "pyodide/pyodide-lock.json";

/** 14 of Python 3.14. */
const MINOR = Number(info.python.split(".")[1]);
const CPYTHON = `cp3${MINOR}`;
/** The platform tags of wheels for this Pyodide: PEP 783's, Pyodide's own before it, and Emscripten's. */
const PLATFORMS = [
  `pyemscripten_${info.abi_version}_${info.arch}`,
  `pyodide_${info.abi_version}_${info.arch}`,
  `${info.platform}_${info.arch}`,
];

/** The tags that fit this interpreter, for a message. */
export const FITTING_TAGS = ["py3-none-any", ...PLATFORMS.map((name) => `${CPYTHON}-${CPYTHON}-${name}`)];

/** Whether a wheel with this tag runs here (PEP 425). `py2.py3-none-any` means several. */
export function fits(tag: string): boolean {
  const [pythons = [], abis = [], platforms = []] = tag.split("-").map((part) => part.split("."));
  return pythons.some((python) =>
    abis.some((abi) => platforms.some((platform) => fitsOne(python, abi, platform))),
  );
}

function fitsOne(python: string, abi: string, platform: string): boolean {
  const [, implementation, minor = ""] = /^(py|cp)3(\d*)$/.exec(python) ?? [];
  if (implementation === undefined || Number(minor) > MINOR) return false;
  if (platform !== "any" && !PLATFORMS.includes(platform)) return false;
  if (abi === "none") return true;
  if (platform === "any" || implementation !== "cp") return false;
  return abi === "abi3" || (abi === CPYTHON && python === CPYTHON);
}
