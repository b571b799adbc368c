import type { LogRecord } from "pythonless";

/** Status, headers and body of a response, as text. */
export async function showResponse(target: HTMLElement, response: Response): Promise<void> {
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
  const status = line(`${response.status}\n`, response.ok ? "ok" : "failed");
  target.replaceChildren(status, line(`${headers}\n\n`, "header"), line(await response.text(), "body"));
}

/** One record more. Lines that a carriage return joins are shown apart. */
export function showLog(target: HTMLElement, record: LogRecord): void {
  const item = document.createElement("li");
  item.className = `${record.source} ${record.level ?? ""}`.trim();
  item.textContent = record.message.replaceAll("\r", "\n");
  target.append(item);
}

function line(text: string, className: string): HTMLElement {
  const span = document.createElement("span");
  span.className = className;
  span.textContent = text;
  return span;
}
