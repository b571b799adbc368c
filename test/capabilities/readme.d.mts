/** The README's text with the table as it should be. */
export function readmeWithCapabilities(readme: string): string;
