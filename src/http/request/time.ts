const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A moment in common log format, UTC, the day not padded: `1/Sep/2021:07:29:06 +0000` (contract 2.3, ruling 19). */
export function requestTime(momentMs: number): string {
  const moment = new Date(momentMs);
  const timeOfDay = moment.toISOString().slice(11, 19);
  const date = `${moment.getUTCDate()}/${months[moment.getUTCMonth()]}/${moment.getUTCFullYear()}`;
  return `${date}:${timeOfDay} +0000`;
}
