import { UsageError } from "../errors.ts";
import { describe, isRecord, unknownKey } from "../options/check.ts";

/** The argument of a builder, or an object in it. */
export interface Given<Members> {
  /** A member, unchecked. Members whose names were never read are refused at the end. */
  readonly read: (name: keyof Members & string) => unknown;
  /** A member's place, for errors: `events.timer(): messages[0].body`. */
  readonly where: (name: string) => string;
  /** Reads an object inside this one. */
  readonly inner: <Inner, Result>(
    name: string,
    value: unknown,
    read: (given: Given<Inner>) => Result,
  ) => Result;
}

/** The argument of a builder of batches: the members of one message, or several messages. */
export type Batch<Message> = Message | { readonly messages: readonly Message[] };

/**
 * Reads the argument of a builder.
 *
 * @throws UsageError for a value that is no object, and for a member that `read` did not read.
 */
export function readArgument<Members, Result>(
  builder: string,
  argument: unknown,
  read: (given: Given<Members>) => Result,
): Result {
  return readObject({ builder: `events.${builder}()`, path: "" }, argument, read);
}

/** Reads a batch: the messages that were given, or the object itself as its only message. */
export function readMessages<Message, Result, Defaults extends unknown[]>(
  batch: Given<Batch<Message>>,
  read: (message: Given<Message>, ...defaults: Defaults) => Result,
  ...defaults: Defaults
): Result[] {
  const messages = (batch as Given<{ messages: unknown }>).read("messages");
  const readOne = (message: Given<Message>) => read(message, ...defaults);
  if (messages === undefined) return [readOne(batch as Given<Message>)];
  return messageList(batch, messages).map((message, index) =>
    batch.inner(`messages[${index}]`, message, readOne),
  );
}

/** The list of messages of a batch. A trigger never calls with an empty one (contract 9). */
export function messageList(batch: Wherever, messages: unknown): readonly unknown[] {
  if (Array.isArray(messages) && messages.length > 0) return messages;
  const what = "a list of at least one message";
  const got = Array.isArray(messages) ? "an empty one" : describe(messages);
  throw refused(batch.where("messages"), `expected ${what}, got ${got}.`);
}

/** A member of the wrong kind. */
export function wrong(given: Wherever, name: string, what: string, got: unknown): UsageError {
  return refused(given.where(name), `expected ${what}, got ${describe(got)}.`);
}

/** A member over a limit, with its size. */
export function tooMuch(given: Wherever, name: string, what: string, got: number): UsageError {
  return refused(given.where(name), `expected ${what}, got ${got}.`);
}

function refused(where: string, sentence: string): UsageError {
  return new UsageError("INVALID_EVENT", `${where}: ${sentence}`);
}

type Wherever = Pick<Given<unknown>, "where">;

/** Names of earlier versions, and of the event's own fields, with the name that all builders use. */
const RENAMED: Readonly<Record<string, string>> = {
  createdAt: "time",
  receivedAt: "time",
  timestamp: "time",
  date: "time",
  payload: "body",
  message: "body",
  text: "body",
  type: "eventType",
};

interface Place {
  readonly builder: string;
  readonly path: string;
}

function readObject<Members, Result>(
  place: Place,
  value: unknown,
  read: (given: Given<Members>) => Result,
): Result {
  if (!isRecord(value)) throw refused(nameOf(place), `expected an object, got ${describe(value)}.`);
  const known = new Set<string>();
  const below = (name: string) => ({ ...place, path: place.path === "" ? name : `${place.path}.${name}` });
  const result = read({
    read(name) {
      known.add(name);
      return value[name];
    },
    where: (name) => nameOf(below(name)),
    inner: (name, inner, readInner) => readObject(below(name), inner, readInner),
  });
  const unknown = unknownKey("argument", value, [...known], RENAMED);
  if (unknown !== undefined) throw refused(nameOf(place), unknown);
  return result;
}

function nameOf({ builder, path }: Place): string {
  return path === "" ? builder : `${builder}: ${path}`;
}
