import { fetchedBytes, wheelAdder } from "../../packages/wheels.ts";

/** In browsers a wheel is a URL, relative to the page, or bytes. */
export const addWheels = wheelAdder(async (where) => fetchedBytes(new URL(where, location.href)));
