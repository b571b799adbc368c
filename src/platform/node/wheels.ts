import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { wheelAdder } from "../../packages/wheels.ts";
import { download } from "../../source/unzip.ts";

/** In Node a wheel is a path, a URL or bytes. */
export const addWheels = wheelAdder(async (where) => {
  // `C:\wheels` would be a URL too.
  if (typeof where === "string" && !/^(https?|file):/i.test(where)) return readFile(where);
  const url = new URL(where);
  return url.protocol === "file:" ? readFile(fileURLToPath(url)) : download(url);
});
