/** The README's text with its tables as they should be. Throws where it has no place for them. */
export function readmeWithFidelity(readme: string): string;
