import type { CloudFunction } from "./cloud-function.ts";

/** The function behind a server: a {@link CloudFunction}, or an object that passes requests on to one. */
export type ServedFunction = Pick<CloudFunction, "functionName" | "fetch">;

/** Options of {@link serve}. */
export interface ServeOptions {
  /**
   * The TCP port, from 0 to 65,535. 0 lets the system choose a free one.
   *
   * @default 8080
   */
  readonly port?: number;
  /**
   * The address to listen on. `0.0.0.0` and `::` accept connections from other machines.
   *
   * @default "127.0.0.1"
   */
  readonly host?: string;
  /**
   * Called with an error that is not a failure of the function, such as a request body that breaks off. The client has then got
   * a 500.
   *
   * @default console.error
   */
  readonly onError?: (error: unknown) => void;
}

/** A function behind a port. */
export interface FunctionServer extends AsyncDisposable {
  /** The port on which the server listens. */
  readonly port: number;
  /** `http://localhost:8080/` */
  readonly url: string;
  /** Accepts no further calls, waits for those in progress, then closes every connection. The function stays open. */
  close(): Promise<void>;
}
