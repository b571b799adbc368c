import type {
  Completion,
  CompletionContext,
  CompletionResult,
  CompletionSource,
} from "@codemirror/autocomplete";

/** The members of `context`, as the stub of the package has them. */
const CONTEXT: readonly Completion[] = [
  ...[
    ["request_id", "str"],
    ["function_name", "str"],
    ["function_version", "str"],
    ["function_folder_id", "str"],
    ["memory_limit_in_mb", "int"],
    ["deadline_ms", "int"],
    ["token", "dict | None"],
    ["log_group_name", "str"],
    ["log_stream_name", "str"],
    ["aws_request_id", "str"],
    ["invoked_function_arn", "str"],
  ].map(
    ([label, detail]): Completion => ({ label: label as string, detail: detail as string, type: "property" }),
  ),
  {
    label: "get_remaining_time_in_millis",
    apply: "get_remaining_time_in_millis()",
    detail: "() -> int",
    type: "method",
  },
];

/** `context.` and its members. */
export const contextCompletions: CompletionSource = (context) => {
  const found = context.matchBefore(/\bcontext\.\w*/);
  return found === null
    ? null
    : { from: found.from + "context.".length, options: [...CONTEXT], validFor: /^\w*$/ };
};

const KEYS = /\bevent((?:\[(?:"[^"\]]*"|'[^'\]]*'|\d+)\])*)(?:\[|\.get\()(["'])([^"'\]]*)$/;

/** `event["…`, as deep as the path goes, from the keys of the event that the next call will bring. */
export function eventCompletions(readEvent: () => unknown): CompletionSource {
  return (context: CompletionContext): CompletionResult | null => {
    const line = context.state.doc.lineAt(context.pos);
    const found = KEYS.exec(line.text.slice(0, context.pos - line.from));
    if (found === null) return null;
    const [, path = "", , typed = ""] = found;
    const value = follow(readEvent(), path);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
    const options = Object.entries(value).map(
      ([label, member]): Completion => ({ label, detail: pythonType(member), type: "property" }),
    );
    return { from: context.pos - typed.length, options, validFor: /^[^"'\]]*$/ };
  };
}

function follow(value: unknown, path: string): unknown {
  let at = value;
  for (const [, text = ""] of path.matchAll(/\[([^\]]*)\]/g)) {
    if (typeof at !== "object" || at === null) return undefined;
    at = Reflect.get(at, text.replace(/^["']|["']$/g, ""));
  }
  return at;
}

function pythonType(value: unknown): string {
  if (value === null) return "None";
  if (Array.isArray(value)) return "list";
  switch (typeof value) {
    case "string":
      return "str";
    case "boolean":
      return "bool";
    case "number":
      return Number.isInteger(value) ? "int" : "float";
    default:
      return "dict";
  }
}
