import { createFunction } from "pythonless";

const fn = createFunction({
  source: { "main.py": "def handler(event, context):\n    return event[::-1]" },
  entrypoint: "main.handler",
});
const { value, logs, error } = await fn.execute("olleh");
const warnings = logs.filter((log) => log.level === "WARN").map((log) => log.message);
document.querySelector("#answer").textContent = JSON.stringify({ value, warnings, error: error?.message });
