export function buildInterpreter(
  dist: URL,
  interpreter: { readonly scripts: Readonly<Record<string, string>>; readonly wasm: Buffer },
): Promise<void>;
export function buildSnapshot(dist: URL, maker: URL): Promise<void>;
