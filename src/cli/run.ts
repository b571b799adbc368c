import { event } from "./event.ts";
import { invoke } from "./invoke.ts";
import { makeProgram } from "./program.ts";
import { report } from "./report.ts";
import { EXIT, type Terminal } from "./terminal.ts";

/** Runs one command line, given without the interpreter and the script. Gives the exit code, never rejects. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode: number = EXIT.success;
  const program = makeProgram(terminal, {
    invoke: async (source, flags) => {
      exitCode = await invoke(source, flags, terminal);
    },
    event: async (name, flags) => {
      exitCode = await event(name, flags, terminal);
    },
    serve: async (source, flags) => {
      // One call has no use for a server and a watcher, and starts sooner without loading them.
      const { serve } = await import("./serve.ts");
      exitCode = await serve(source, flags, terminal);
    },
  });
  try {
    await program.parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    return report(error, terminal);
  }
}
