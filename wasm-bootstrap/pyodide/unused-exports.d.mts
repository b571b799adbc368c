export function withoutUnusedExports(script: string, reader: string): string;
