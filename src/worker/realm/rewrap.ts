/**
 * Bytes of a foreign realm as bytes of this one, over the same memory.
 *
 * Whatever a function can reach it can also rebuild: a getter or a method that is a `Proxy` hands its caller's
 * argument list, an array of the *caller's* realm, to the function. So the outer realm asks a foreign object for
 * nothing; these getters read the internal slots, and throw for an object without them.
 */
export function ownView(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(
    bufferOf.call(bytes) as ArrayBuffer,
    byteOffsetOf.call(bytes) as number,
    byteLengthOf.call(bytes) as number,
  );
}

const [bufferOf, byteOffsetOf, byteLengthOf] = (["buffer", "byteOffset", "byteLength"] as const).map(
  (name) => Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), name)?.get,
) as [() => unknown, () => unknown, () => unknown];
