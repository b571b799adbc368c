export function compileEagerly(script: string): string;
