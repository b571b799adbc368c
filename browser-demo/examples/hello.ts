import code from "../../examples/hello/main.py";
import { projectOf } from "../state/project.ts";
import { emptyRequest } from "../state/request.ts";

/** What a visitor who was never here finds; the first of the examples. */
export const hello = {
  project: projectOf({ "main.py": code }),
  request: { ...emptyRequest, query: [["name", "Ada"]] },
} as const;
