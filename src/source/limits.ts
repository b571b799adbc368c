/** The most that a function's code may weigh (contract 8.2). */
export interface SourceLimits {
  /** Of a zip archive. */
  readonly archiveBytes: number;
  /** Of all files together. */
  readonly unpackedBytes: number;
  /** Files and folders: each costs memory and time before its content does. */
  readonly files: number;
}

const MEGABYTE = 2 ** 20;

/** Those of the service, which tells none for `files`. */
export const SERVICE_LIMITS: SourceLimits = {
  archiveBytes: 128 * MEGABYTE,
  unpackedBytes: 680 * MEGABYTE,
  files: 100_000,
};
