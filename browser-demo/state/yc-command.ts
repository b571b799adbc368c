import { quoted } from "./curl.ts";
import type { Project } from "./project.ts";
import { named } from "./request.ts";

export const ARCHIVE_NAME = "function.zip";

/** The command that makes a version of the very same function in the cloud, of the archive beside it. */
export function versionCommand(project: Project): string {
  const environment = named(project.environment).map(
    ([name, value]) => `--environment ${quoted(`${name}=${value}`)}`,
  );
  const flags = [
    "--function-name my-function",
    "--runtime python314",
    `--entrypoint ${quoted(project.entrypoint)}`,
    `--memory ${project.memoryMb}MB`,
    `--execution-timeout ${timeText(project.timeoutMs)}`,
    `--source-path ./${ARCHIVE_NAME}`,
    ...environment,
  ];
  return ["yc serverless function version create", ...flags].join(" \\\n  ");
}

/** The service counts whole seconds. */
function timeText(timeoutMs: number): string {
  return `${Math.max(1, Math.ceil(timeoutMs / 1000))}s`;
}
