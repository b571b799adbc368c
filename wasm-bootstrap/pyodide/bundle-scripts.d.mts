export function nodeRealm(script: string): Promise<string>;
export function webWorker(script: string, options: { readonly isStock: boolean }): Promise<string>;
