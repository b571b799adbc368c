/** The Python side of the worker–Python bridge: wasm-bootstrap/pythonless/rpc.py. */
export interface Rpc {
  open_for(settings: string, host: object): void;
  /** A call, without the detour over `send`. */
  call(requestId: string, deadlineMs: number, event: string | Uint8Array): void;
  send(kind: string, json: string, payload?: string | Uint8Array): void;
  /** `send`, to be called by `callPromising` where Python can be suspended. */
  send_switching: { callPromising(...given: readonly unknown[]): Promise<void> };
  resume(settings: string, host: object): void;
  /** Why the function cannot be frozen, or nothing. */
  freeze(settings: string): string;
}
