export function withLinuxErrno(wasm: Uint8Array): Buffer;
