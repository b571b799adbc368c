export function compiledAtOnce(script: string): string;
