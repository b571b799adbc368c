import type { FunctionToken } from "../api/context.ts";
import type { OutboundFetch } from "../api/options.ts";

/** The network that a function may reach. */
export interface Network {
  /** The option `fetch`. */
  readonly fetch: OutboundFetch | false;
  /** The token that the metadata service gives. */
  readonly token: FunctionToken | null;
  readonly capabilities: FetchCapabilities;
}

/** The capabilities of the platform's own `fetch`, and the options of each request. */
export interface FetchCapabilities {
  /** Whether the body of a request can be sent while it is still being made. */
  readonly streamsRequests: boolean;
  /** Whether a response that redirects can be read, so that Python may follow it by itself. */
  readonly showsRedirects: boolean;
  /** Whether `content-encoding` may be missing from the headers of a body that was encoded. */
  readonly hidesEncoding: boolean;
  readonly init: RequestInit;
  /** Resolves when the messages that have arrived by now were handled. */
  nextTurn(): Promise<void>;
}
