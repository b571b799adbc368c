/** The Python side of door 2: wasm-bootstrap/pythonless/rpc.py. */
export interface Door {
  open_for(settings: string, host: object): void;
  invoke(requestId: string, deadlineMs: number, event: string | Uint8Array, isAudited?: true): void;
  load(): void;
  /** To be called by `callPromising`. */
  invoke_switching: Switching;
  load_switching: Switching;
  stop(): void;
  terminate(): boolean;
  /** The reply to a step of an exchange that does not block. */
  reply(letter: Uint8Array): void;
  resume(settings: string, host: object): void;
  /** Why the function cannot be frozen, or nothing. */
  freeze(settings: string): string;
}

/** A function of Python, to be called so that what it calls may stand still. */
interface Switching {
  callPromising(...given: readonly unknown[]): Promise<void>;
}
