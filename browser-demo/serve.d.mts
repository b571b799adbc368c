export interface Site {
  readonly url: string;
  close(): Promise<void>;
}

export function servePage(port: number): Promise<Site>;
export function serveFolder(dir: string, port: number): Promise<Site>;
