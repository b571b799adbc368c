export interface Site {
  readonly url: string;
  close(): Promise<void>;
}

export interface Hosting {
  /** Whether the headers are sent that let a page share memory; true by default, false as where nobody can set headers. */
  readonly isIsolated?: boolean;
  /** A path like `/some/path/`; `/` by default. */
  readonly below?: string;
  /** Whether a file in `.gz` is said to be packed on the way only, as some servers do; false by default. */
  readonly isEncoded?: boolean;
}

export function servePage(port: number): Promise<Site>;
export function servePackage(port: number): Promise<Site>;
export function serveFolder(dir: string, port: number, hosting?: Hosting): Promise<Site>;
