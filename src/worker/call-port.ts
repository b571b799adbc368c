import type { HostMessage } from "../wire/protocol.ts";

/** The worker's end of the channel that carries calls, as src/worker/session.ts uses it. */
export interface CallPort {
  onMessage(listen: (message: HostMessage) => void): void;
  /** The host checks the form of each message: a function may have forged it. */
  post(message: { readonly kind: string }): void;
}

/** A bare `MessagePort`: all that a browser needs. */
export function callPort(port: MessagePort): CallPort {
  return {
    onMessage(listen) {
      port.onmessage = (event) => listen(event.data as HostMessage);
    },
    post: (message) => port.postMessage(message),
  };
}
