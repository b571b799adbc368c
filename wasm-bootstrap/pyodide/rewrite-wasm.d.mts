export function rewriteWasm(wasm: Buffer, words: ReadonlySet<string>): Buffer<ArrayBuffer>;
