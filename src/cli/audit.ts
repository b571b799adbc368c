import type { AuditFinding } from "../index.ts";

/** What outlives a call, a line for each finding under one heading. No final newline. */
export function renderAudit(findings: readonly AuditFinding[]): string {
  if (findings.length === 0) return "Nothing outlives the call.";
  const lines = findings.map(({ sentence }) => `  ${sentence.replaceAll("\n", "\n  ")}`);
  return ["What outlives the call:", ...lines].join("\n");
}
