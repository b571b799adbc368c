/** All that is known of what was thrown, which may be anything: for faults that somebody has to look into. */
export function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
