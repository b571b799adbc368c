import { type CloudFunction, createFunction, type FunctionOptions } from "pythonless";
import type { Project } from "../state/project.ts";
import { named } from "../state/request.ts";

/** The function of the project that was asked for last. A change of anything in it makes a new one, as a new version. */
export interface Python {
  /** Throws a UsageError for what can be judged before Python runs. */
  functionOf(project: Project): CloudFunction;
}

export function createPython(listeners: Pick<FunctionOptions, "onLog" | "onProgress">): Python {
  let current: { readonly project: Project; readonly fn: CloudFunction } | undefined;
  return {
    functionOf(project) {
      if (current && isSameVersion(current.project, project)) return current.fn;
      const before = current?.fn;
      const fn = createFunction({
        source: project.files,
        entrypoint: project.entrypoint,
        environment: Object.fromEntries(named(project.environment)),
        executionTimeoutMs: project.timeoutMs,
        memoryMb: project.memoryMb,
        // The page says so: nothing that somebody opens here reaches anybody.
        fetch: false,
        ...listeners,
      });
      // After the new one is there, so that the spare interpreter is handed on.
      void before?.close();
      current = { project, fn };
      return fn;
    },
  };
}

function isSameVersion(left: Project, right: Project): boolean {
  const settings = ({ entrypoint, environment, timeoutMs, memoryMb }: Project): string =>
    JSON.stringify([entrypoint, named(environment), timeoutMs, memoryMb]);
  const paths = Object.keys(left.files);
  return (
    paths.length === Object.keys(right.files).length &&
    paths.every((path) => left.files[path] === right.files[path]) &&
    settings(left) === settings(right)
  );
}
