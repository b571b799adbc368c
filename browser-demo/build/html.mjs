import { createHash } from "node:crypto";

/** Replaces what must be there. */
export function replaceOnce(html, from, to) {
  const parts = html.split(from);
  if (parts.length !== 2) {
    throw new Error(`browser-demo/index.html: expected ${from} once, found it ${parts.length - 1} times`);
  }
  // A function: in a string `$&` would mean something.
  return html.replace(from, () => to);
}

/** How a policy names an inline script that it allows. */
export function hashSource(script) {
  return `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
}

/** As the first thing in the head: what stands before it would be free of it. */
export function withPolicy(html, directives) {
  const policy = Object.entries(directives).map(([name, sources]) => `${name} ${sources.join(" ")}`);
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy.join("; ")}" />`;
  return replaceOnce(html, '<meta charset="utf-8" />', `<meta charset="utf-8" />\n    ${meta}`);
}

/** What both pages allow. A function's answer may bring its own styles and images; nothing comes from elsewhere. */
export const COMMON_POLICY = {
  "default-src": ["'none'"],
  "style-src": ["'self'", "'unsafe-inline'"],
  "img-src": ["'self'", "data:", "blob:"],
  "media-src": ["data:", "blob:"],
  "font-src": ["'self'", "data:"],
  "frame-src": ["'self'", "blob:"],
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
};
