/** What the build makes of files that are no scripts. */

/** The path of the file, relative to the script that imports it. */
declare module "*.wasm" {
  const path: string;
  export default path;
}
