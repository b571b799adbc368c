import { bytesFromBase64, toBase64 } from "./base64.ts";
import {
  DEFAULT_MEMORY_MB,
  DEFAULT_TIMEOUT_MS,
  nameProblem,
  type Pair,
  type Project,
  projectOf,
} from "./project.ts";
import { METHODS, type Method, type RequestDraft } from "./request.ts";

/** Project and request as JSON holds them: in links, and in the browser's storage. */
export function packed({ project, request }: { project: Project; request: RequestDraft }): object {
  const files = Object.entries(project.files).map(([path, content]) => [
    path,
    typeof content === "string" ? content : { base64: toBase64(content) },
  ]);
  return { project: { ...project, files: Object.fromEntries(files) }, request };
}

/** What could be read. A part that is not of the form it should be is left out, and the rest is kept. */
export interface Unpacked {
  readonly project?: Project;
  readonly request?: RequestDraft;
}

/** Throws nothing: what comes from a link is believed in nothing. */
export function unpacked(value: unknown): Unpacked | undefined {
  if (!isObject(value)) return undefined;
  const project = readProject(value["project"]);
  const request = readRequest(value["request"]);
  if (project === undefined && request === undefined) return undefined;
  return { ...(project && { project }), ...(request && { request }) };
}

function readProject(value: unknown): Project | undefined {
  if (!isObject(value) || !isObject(value["files"])) return undefined;
  const entries = Object.entries(value["files"]).flatMap(([path, content]) => {
    const read = readContent(content);
    return read === undefined || nameProblem({}, path) ? [] : [[path, read] as const];
  });
  if (entries.length === 0) return undefined;
  const files: Project["files"] = Object.fromEntries(entries);
  const { entrypoint, openFile, timeoutMs, memoryMb } = value;
  return projectOf(files, {
    ...(typeof entrypoint === "string" && { entrypoint }),
    ...(typeof openFile === "string" && Object.hasOwn(files, openFile) && { openFile }),
    environment: readPairs(value["environment"]),
    timeoutMs: isPositive(timeoutMs) ? timeoutMs : DEFAULT_TIMEOUT_MS,
    memoryMb: isPositive(memoryMb) ? memoryMb : DEFAULT_MEMORY_MB,
  });
}

function readContent(content: unknown): string | Uint8Array | undefined {
  if (typeof content === "string") return content;
  if (!isObject(content) || typeof content["base64"] !== "string") return undefined;
  return bytesFromBase64(content["base64"]);
}

function readRequest(value: unknown): RequestDraft | undefined {
  if (!isObject(value) || !METHODS.includes(value["method"] as Method)) return undefined;
  return {
    method: value["method"] as Method,
    query: readPairs(value["query"]),
    headers: readPairs(value["headers"]),
    body: typeof value["body"] === "string" ? value["body"] : "",
    isRaw: value["isRaw"] === true,
  };
}

function readPairs(value: unknown): Pair[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((pair: unknown): Pair[] => {
    if (!Array.isArray(pair) || typeof pair[0] !== "string" || typeof pair[1] !== "string") return [];
    return [[pair[0], pair[1]]];
  });
}

function isPositive(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value > 0;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
