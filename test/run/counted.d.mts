export interface Counts {
  readonly passed: number;
  readonly failed: number;
}
export function judge(code: number, counted: Counts | undefined): Counts;
