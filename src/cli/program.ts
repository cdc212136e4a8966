import { Command } from "commander";
import { packageVersion } from "../engine/package-root.ts";
import type { Cli } from "./command.ts";

/** Says what is wrong with the words on the command line, in three lines or as JSON. */
function reportUsage(cli: Cli, isJson: boolean, text: string): void {
  const what = text.replace(/^error: /, "").trim();
  const sentence = `${what.charAt(0).toUpperCase()}${what.slice(1)}${/[.?)]$/.test(what) ? "" : "."}`;
  const why = "These words do not make up a command.";
  const remedy = "Run `folkmoot help`, or add --help to the command, to see what it understands.";
  if (isJson) {
    const error = { code: "cli/usage", what: sentence, why, remedy };
    cli.terminal.out(JSON.stringify({ ok: false, error }));
    return;
  }
  for (const line of [sentence, why, remedy]) cli.terminal.err(line);
}

/** Which version of the program and of Node this is, in one line. */
export function versionLine(): string {
  return `folkmoot ${packageVersion()} on Node ${process.versions.node}`;
}

/** Makes the bare program, to which commands are added. */
export function createProgram(cli: Cli, isJson: boolean): Command {
  return new Command("folkmoot")
    .description("A community's own network: its people, decisions, money and records.")
    .version(versionLine(), "--version", "say which version this is")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => cli.terminal.out(text.trimEnd()),
      writeErr: (text) => cli.terminal.err(text.trimEnd()),
      outputError: (text) => reportUsage(cli, isJson, text),
    })
    .helpCommand("help [command]", "show what a command understands")
    .showSuggestionAfterError(true);
}
