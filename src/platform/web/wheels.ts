import { wheelAdder } from "../../packages/wheels.ts";
import { download } from "../../source/unzip.ts";

/** In browsers a wheel is a URL, relative to the page, or bytes. */
export const addWheels = wheelAdder(async (where) => download(new URL(where, location.href)));
