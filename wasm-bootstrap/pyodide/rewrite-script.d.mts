export function rewriteScript(script: string, reader: string): string;
export const REPLACEMENTS: readonly (readonly [what: string, by: string])[];
