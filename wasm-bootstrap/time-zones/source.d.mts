export interface Era {
  readonly offsetS: number;
}
export interface Database {
  readonly version: string;
  readonly zones: ReadonlyMap<string, readonly Era[]>;
  readonly links: ReadonlyMap<string, string>;
}
export function readSource(text: string): Database;
