import { type JsonObject, json, moment, oneOf, text, wholeNumber } from "./fields.ts";
import { type Given, readArgument } from "./given.ts";
import type { Moment } from "./moment.ts";

const CHAT_TYPES = ["private", "group", "supergroup", "channel"] as const;
type ChatType = (typeof CHAT_TYPES)[number];

/** A text message to a bot. */
export interface TelegramInput {
  /** Default: `/start`. */
  readonly body?: string;
  /** Default: 1. */
  readonly chatId?: number;
  /** Default: `private`. */
  readonly chatType?: ChatType;
  /** The sender, a `User` of the Bot API. Default: left out. */
  readonly from?: Readonly<JsonObject>;
  /** Default: now. */
  readonly time?: Moment;
  /** Default: 1. */
  readonly messageId?: number;
  /** Default: 1. */
  readonly updateId?: number;
}

/** The event of a Telegram bot (contract 9.12): a bare `Update` of the Bot API (ruling 15). */
export interface TelegramEvent {
  update_id: number;
  message: {
    message_id: number;
    from?: JsonObject;
    chat: { id: number; type: ChatType };
    /** Seconds since 1970. */
    date: number;
    text: string;
  };
}

/**
 * The event of a Telegram bot, an `Update` with a text message. Pass other updates to `invoke()` as they are.
 *
 * @throws UsageError (`INVALID_EVENT`) naming the member of the argument that is wrong.
 * @example await fn.invoke(events.telegram({ body: "two teapots, please", chatId: 42 }));
 */
export function telegram(argument: TelegramInput = {}): TelegramEvent {
  return readArgument("telegram", argument, (given: Given<TelegramInput>) => ({
    update_id: wholeNumber(given, "updateId", 1),
    message: {
      message_id: wholeNumber(given, "messageId", 1),
      ...(given.read("from") !== undefined && { from: json(given, "from") }),
      chat: { id: wholeNumber(given, "chatId", 1), type: oneOf(given, "chatType", CHAT_TYPES, "private") },
      date: moment(given, "time").epochSeconds,
      text: text(given, "body", "/start"),
    },
  }));
}
