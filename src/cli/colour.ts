import type { Output, Terminal } from "./terminal.ts";

/** Whether `output` shows colour: it is a terminal, and neither NO_COLOR nor FORCE_COLOR says otherwise. */
export function wantsColour(output: Output, environment: Terminal["environment"]): boolean {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: term } = environment;
  // Node and npm let FORCE_COLOR win over NO_COLOR.
  if (force !== undefined) return force !== "0" && force !== "false";
  if (no !== undefined && no !== "") return false;
  return output.isTTY === true && term !== "dumb";
}
