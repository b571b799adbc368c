/** Markdown of declarations: a list of members, or a heading for each. */

/** The text of a doc comment as Markdown: links become code, and sections of the contract, which users do not have, are left out. */
export function prose(docs) {
  return (docs?.text ?? "")
    .replace(/ \((contract|ruling) [^)]*\)/g, "")
    .replace(/\{@link (\w+)\}/g, "`$1`")
    .replace(/\n\n/g, "\u0000")
    .replace(/\n/g, " ")
    .replaceAll("\u0000", "\n\n");
}

/** A heading, the type, the text and the examples of each member. */
export function sections(members, level, declarations) {
  return members.map((member) => section(member, level, declarations)).join("\n");
}

function section(member, level, declarations) {
  const lines = [`${"#".repeat(level)} ${title(member)}`, ""];
  if (!member.isMethod) lines.push(typeLine(member, declarations), "");
  lines.push(prose(member.docs), "");
  const nested = declarations.get(nameOfType(member.type));
  if (nested?.kind === "interface") lines.push(list(nested.members, declarations), "");
  for (const example of member.docs?.tags.example ?? []) lines.push(code(example), "");
  return lines.join("\n");
}

function typeLine(member, declarations) {
  const parts = [`Type: ${typeText(member, declarations)}`];
  if (!member.isOptional) parts.push("required");
  return parts.join(" · ") + defaultText(member, " · default: ");
}

/** One item for each member. */
export function list(members, declarations) {
  return members.map((member) => item(member, declarations)).join("\n");
}

function item(member, declarations) {
  const mark = member.isMethod
    ? ""
    : ` (${typeText(member, declarations)}${member.isOptional ? ", optional" : ""})`;
  const words = [prose(member.docs).replaceAll("\n\n", " "), defaultText(member, "Default: ")].filter(
    (text) => text !== "",
  );
  const described =
    words.length > 0 ? words.join(" ") : oneLine(declarations.get(nameOfType(member.type))?.docs);
  return `- **${title(member)}**${mark}${described === "" ? "" : `: ${described}`}`;
}

function title({ name, isMethod, type }) {
  return isMethod ? `\`${name}(${parameterNames(type)})\`` : `\`${name}\``;
}

/** `(event?: unknown, options?: CallOptions): Promise<unknown>` is `event, options`. */
function parameterNames(signature) {
  return [...signature.slice(0, signature.lastIndexOf("):")).matchAll(/(\w+)\??: /g)]
    .map(([, name]) => name)
    .join(", ");
}

/** Without `readonly`, which readers do not need; the name of a short type is replaced by the type. */
function typeText({ type }, declarations) {
  const alias = declarations.get(nameOfType(type))?.code?.replace(/^export type \w+ =\s*|;$/g, "");
  const isShort = alias !== undefined && alias.length < 80 && !alias.includes("typeof");
  const text = (isShort ? alias : type)
    .replace(/\s+/g, " ")
    .replace(/\breadonly /g, "")
    .replace(/\bReadonly<(.+)>/g, "$1")
    .replace(/import\(".*?"\)\./g, "")
    .replace(/^\| /, "");
  return `\`${text}\``;
}

function defaultText({ docs }, before) {
  const [value] = docs?.tags.default ?? [];
  if (value === undefined) return "";
  const isLiteral = /^("[^"]*"|true|false|null)$/.test(value);
  return `${before}${isLiteral ? `\`${value}\`` : value}${before === "Default: " ? "." : ""}`;
}

function oneLine(docs) {
  return prose(docs).split("\n\n")[0];
}

function nameOfType(type) {
  return /^[A-Z]\w+$/.test(type) ? type : undefined;
}

/** A fenced block of JavaScript. */
export function code(text, language = "js") {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}
