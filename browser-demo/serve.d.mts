export function servePage(port: number): Promise<{ readonly url: string; close(): Promise<void> }>;
