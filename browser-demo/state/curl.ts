import { hasBody, named, type RequestDraft, urlOf } from "./request.ts";

/** The same call as a line for a POSIX shell. */
export function curlOf(draft: RequestDraft): string {
  const isBodySent = hasBody(draft) && draft.body !== "";
  const usual = isBodySent ? "POST" : "GET";
  const words = [
    ...(draft.method === "HEAD" ? ["--head"] : draft.method === usual ? [] : ["--request", draft.method]),
    quoted(urlOf(draft)),
    ...named(draft.headers).flatMap(([name, value]) => [
      "--header",
      // curl leaves a header out that has no value, unless it ends in a semicolon.
      quoted(value === "" ? `${name};` : `${name}: ${value}`),
    ]),
    // --data-raw: what begins with @ is no file.
    ...(isBodySent ? ["--data-raw", quoted(draft.body)] : []),
  ];
  return `curl ${words.join(" ")}`;
}

/** Bare where a shell takes it as it is, else in single quotes. */
export function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
