/** What the service limits (contract 8.2), and the log, in bytes. `Infinity` takes a limit away. */
export interface Limits {
  /** The JSON of a request, base64 included: 413 beyond it. Binds `fetch` and servers. Default 3,670,016. */
  readonly requestBytes?: number;
  /** The JSON of a result: 502 beyond it. Binds `fetch` and servers. Default 3,670,016. */
  readonly responseBytes?: number;
  /** The variables of `environment`, names and values together; `createFunction` refuses more. Default 4,096. */
  readonly environmentBytes?: number;
  /** All files of an instance together, `/tmp` and the function's own included: `OSError` beyond it. Default 536,870,912 (512 MB). */
  readonly temporaryFilesBytes?: number;
  /** What one call writes to its log; the rest is dropped, with one notice. Not of the service. Default 10,485,760 (10 MB). */
  readonly logBytes?: number;
  /** A zip given as `source`. Default 134,217,728 (128 MB). */
  readonly archiveBytes?: number;
  /** The files of `source`, unpacked. Default 713,031,680 (680 MB). */
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
