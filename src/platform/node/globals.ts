/**
 * In place of the globals of these names in the library for Node, as build.mjs says: the environment of a test runner may
 * lack them (Jest with jsdom) or have another class (jsdom's URL).
 */

export { URL } from "node:url";
export { TextDecoder, TextEncoder } from "node:util";
