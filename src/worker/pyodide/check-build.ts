import { BUILD_ID } from "./build-id.ts";
import { sectionText } from "./section-text.ts";

const SECTION_NAME = "pythonless.build";

/**
 * Script and binary are written for each other. Files of another build may come from a cache, or by `assetsUrl`.
 *
 * @throws Error when the binary is not of this build.
 */
export function checkBuild(module: WebAssembly.Module): void {
  const found = sectionText(module, SECTION_NAME);
  if (found === BUILD_ID) return;
  throw new Error(
    `pyodide.asm.wasm is ${found ? `of build ${found}` : "not the one of this package"}, expected build ${BUILD_ID}: ` +
      "the files in assets must come from the same package as the library (see the option assetsUrl), none of them from a cache of an older one.",
  );
}
