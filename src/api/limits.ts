/** The service's limits (contract 8.2), and a limit of the log, in bytes. `Infinity` removes a limit. */
export interface Limits {
  /**
   * The JSON of a request, base64 included; `fetch` and servers answer 413 beyond it.
   *
   * @default 3,670,016
   */
  readonly requestBytes?: number;
  /**
   * The JSON of a result; `fetch` and servers answer 502 beyond it.
   *
   * @default 3,670,016
   */
  readonly responseBytes?: number;
  /**
   * The variables of `environment`, names and values together; `createFunction` refuses more.
   *
   * @default 4,096
   */
  readonly environmentBytes?: number;
  /**
   * All files of an instance together, `/tmp` and the function's own included; `OSError` beyond it.
   *
   * @default 536,870,912 (512 MB)
   */
  readonly temporaryFilesBytes?: number;
  /**
   * The log of one call; further lines are dropped, with one notice. The service has no such limit.
   *
   * @default 10,485,760 (10 MB)
   */
  readonly logBytes?: number;
  /**
   * A zip given as `source`.
   *
   * @default 134,217,728 (128 MB)
   */
  readonly archiveBytes?: number;
  /**
   * The files of `source`, unpacked.
   *
   * @default 713,031,680 (680 MB)
   */
  readonly unpackedBytes?: number;
}

const KB = 1024;
const MB = 1024 * KB;

/** Contract 8.2; the first two as the 413 that was seen writes them (3.6). */
export const DOCUMENTED_LIMITS: Required<Limits> = {
  requestBytes: 3.5 * MB,
  responseBytes: 3.5 * MB,
  environmentBytes: 4 * KB,
  temporaryFilesBytes: 512 * MB,
  logBytes: 10 * MB,
  archiveBytes: 128 * MB,
  unpackedBytes: 680 * MB,
};
