export function leanScript(script: string, reader: string): string;
