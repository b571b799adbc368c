export interface Site {
  readonly url: string;
  close(): Promise<void>;
}

export interface Hosting {
  /** Whether the headers are sent that let a page share memory; true by default. */
  readonly isIsolated?: boolean;
  /** A path like `/some/path/`; `/` by default. */
  readonly below?: string;
}

export function servePage(port: number): Promise<Site>;
export function servePackage(port: number): Promise<Site>;
export function serveFolder(dir: string, port: number, hosting?: Hosting): Promise<Site>;
