export const PARTS: Readonly<Record<string, () => string | Promise<string>>>;
export function withGeneratedParts(page: string): Promise<string>;
export function pages(): readonly string[];
