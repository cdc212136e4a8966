import { CommanderError } from "commander";
import type { Cli } from "./command.ts";
import { addCommands } from "./commands/index.ts";
import { EXIT, type ExitCode } from "./exit.ts";
import { createProgram } from "./program.ts";
import { processTerminal, type Terminal } from "./terminal.ts";

/** Runs the command that these words make up, and returns the number to end with. */
export async function main(
  words: readonly string[],
  terminal: Terminal = processTerminal(),
): Promise<ExitCode> {
  const cli: Cli = { terminal, exit: EXIT.ok };
  const program = createProgram(cli, words.includes("--json"));
  addCommands(program, cli);
  try {
    await program.parseAsync(words, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  }
  return cli.exit;
}
