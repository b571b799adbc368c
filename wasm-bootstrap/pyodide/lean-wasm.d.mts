export function leanWasm(wasm: Buffer, words: ReadonlySet<string>): Buffer<ArrayBuffer>;
