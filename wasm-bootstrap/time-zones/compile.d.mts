import type { Era } from "./source.d.mts";

export interface LocalTime {
  readonly offsetS: number;
  readonly isSummer: boolean;
  readonly name: string;
}
export interface Zone {
  readonly first: LocalTime;
  readonly changes: readonly { readonly timeS: number; readonly type: LocalTime }[];
  readonly footer: string;
}
export function compileZone(eras: readonly Era[]): Zone;
