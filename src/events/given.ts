import { UsageError } from "../errors.ts";
import { describe, isRecord, unknownKey } from "../options/check.ts";

/** An object that a caller handed to a builder. */
export interface Given<Members> {
  /** A member as it came. Every name that is asked for is a known one; others are refused at the end. */
  readonly read: (name: keyof Members & string) => unknown;
  /** As errors name a member, or an element of one: `events.timer(): messages[0].payload`. */
  readonly where: (name: string) => string;
  /** Reads an object inside this one. */
  readonly inner: <Inner, Result>(
    name: string,
    value: unknown,
    read: (given: Given<Inner>) => Result,
  ) => Result;
}

/** What builders of batches take: the members of one message, or several messages. */
export type Batch<Message> = Message | { readonly messages: readonly Message[] };

/**
 * Reads the argument of a builder.
 *
 * @throws UsageError for what is not an object, and for a member that `read` did not ask for.
 */
export function readArgument<Members, Result>(
  builder: string,
  argument: unknown,
  read: (given: Given<Members>) => Result,
): Result {
  return readObject({ builder: `events.${builder}()`, path: "" }, argument, read);
}

/** Reads a batch: the messages that were given, or the object itself as its only message. */
export function readMessages<Message, Result>(
  batch: Given<Batch<Message>>,
  read: (message: Given<Message>) => Result,
): Result[] {
  const messages = (batch as Given<{ messages: unknown }>).read("messages");
  if (messages === undefined) return [read(batch as Given<Message>)];
  return messageList(batch, messages).map((message, index) =>
    batch.inner(`messages[${index}]`, message, read),
  );
}

/** The list of messages of a batch. A trigger never calls with an empty one (contract 9). */
export function messageList(batch: Wherever, messages: unknown): readonly unknown[] {
  if (Array.isArray(messages) && messages.length > 0) return messages;
  const what = "a list of at least one message";
  const got = Array.isArray(messages) ? "an empty one" : describe(messages);
  throw refused(batch.where("messages"), `expected ${what}, got ${got}.`);
}

/** A member that is not what it should be. */
export function wrong(given: Wherever, name: string, what: string, got: unknown): UsageError {
  return refused(given.where(name), `expected ${what}, got ${describe(got)}.`);
}

/** A member that is too much to be printed. */
export function tooMuch(given: Wherever, name: string, what: string, got: number): UsageError {
  return refused(given.where(name), `expected ${what}, got ${got}.`);
}

function refused(where: string, sentence: string): UsageError {
  return new UsageError("INVALID_EVENT", `${where}: ${sentence}`);
}

type Wherever = Pick<Given<unknown>, "where">;

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
  const unknown = unknownKey("argument", value, [...known]);
  if (unknown !== undefined) throw refused(nameOf(place), unknown);
  return result;
}

function nameOf({ builder, path }: Place): string {
  return path === "" ? builder : `${builder}: ${path}`;
}
