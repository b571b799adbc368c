/**
 * The memory that a host shares with a worker, where it may: words, and behind them a slot for one frame. Its ends are
 * src/outbound/reply-slot.ts and src/worker/reply-slot.ts.
 */

/** The word that the host sets to interrupt Python. */
export const INTERRUPT_WORD = 0;
/** Counts up whenever something happens that a blocked worker is to look at. */
export const DOORBELL_WORD = 1;
/** The length of the frame in the slot; 0 when it is empty. */
export const REPLY_WORD = 2;
/** Counts the messages of the log that the host has taken. */
export const LOG_WORD = 3;
/** Counts the messages that the host has posted for the function. */
export const CALLS_WORD = 4;
/** Counts those that the worker has posted in return. */
export const REPLIES_WORD = 5;

const WORD_BYTES = 4;
/** Where the slot begins. */
export const REPLY_SLOT_OFFSET = 6 * WORD_BYTES;
/** A head of headers, or a piece of a body. Servers send 16 kB of headers at the most, bodies come in 64 kB. */
export const REPLY_SLOT_BYTES = 256 * 1024;
export const SHARED_BYTES = REPLY_SLOT_OFFSET + REPLY_SLOT_BYTES;
