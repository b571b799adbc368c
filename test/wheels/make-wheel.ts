import { zipSync } from "fflate";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What is not given is that of a pure package `demo` 1.0. */
export interface WheelPlan {
  readonly name?: string;
  readonly version?: string;
  readonly tags?: readonly string[];
  /** Beside METADATA and WHEEL. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
}

/** A wheel as a builder makes it. */
export function makeWheel({
  name = "demo",
  version = "1.0",
  tags = ["py3-none-any"],
  files = {},
}: WheelPlan) {
  const info = `${name.replaceAll("-", "_")}-${version}.dist-info`;
  const all = {
    ...files,
    [`${info}/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\nSummary: For tests\n\nTag: of the text\n`,
    [`${info}/WHEEL`]: `Wheel-Version: 1.0\nGenerator: pythonless\nRoot-Is-Purelib: true\n${tags.map((tag) => `Tag: ${tag}\n`).join("")}`,
    [`${info}/RECORD`]: "",
  };
  return zipSync(
    Object.fromEntries(
      Object.entries(all).map(([path, content]) => [
        path,
        typeof content === "string" ? bytes(content) : content,
      ]),
    ),
  );
}
