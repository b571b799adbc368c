export function appendToZip(archive: Buffer, files: Readonly<Record<string, Uint8Array>>): Buffer;
