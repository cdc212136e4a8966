import type { Command } from "commander";
import type { ExitCode } from "./exit.ts";
import { type Outcome, report, reportError } from "./outcome.ts";
import { readSettings, type Settings } from "./settings.ts";
import type { Terminal } from "./terminal.ts";

/** The command line as a whole: where it reads and writes, and what it ends with. */
export interface Cli {
  readonly terminal: Terminal;
  exit: ExitCode;
}

/** One call of a command. */
export interface Call {
  readonly terminal: Terminal;
  readonly settings: Settings;
  /** Arguments in order; an argument that was left out is undefined, a repeated one a list. */
  readonly words: readonly unknown[];
  /** What was asked for, as it would be written again: the command, its arguments, its own flags. */
  readonly asked: string;
  readonly flags: { readonly [name: string]: unknown };
  readonly isJson: boolean;
  /** Tells whether questions are answered with yes beforehand. */
  readonly isYes: boolean;
}

/** What a command does. */
export type Run = (call: Call) => Promise<Outcome> | Outcome;

/** How a command is called, and what it does in a few words. */
export interface Declared {
  /** The name and the arguments, such as `pay <who> <amount>`. */
  readonly usage: string;
  readonly summary: string;
}

/** Declares a command with the flags that every command has. */
export function declare(
  parent: Command,
  cli: Cli,
  { usage, summary }: Declared,
  run: Run,
): Command {
  const command = parent.command(usage).description(summary);
  command
    .option("--json", "print one JSON object instead of sentences")
    .option("--home <dir>", "the folder of the community")
    .option("--yes", "answer every question with yes");
  command.action(async () => {
    const flags = command.optsWithGlobals() as { readonly [name: string]: unknown };
    const isJson = flags["json"] === true;
    try {
      const settings = readSettings(cli.terminal.env, flags);
      const isYes = flags["yes"] === true;
      const call = { terminal: cli.terminal, settings, flags, isJson, isYes };
      const words = command.processedArgs;
      const outcome = await run({ ...call, words, asked: askedOf(command) });
      cli.exit = report(cli.terminal, isJson, outcome);
    } catch (error) {
      cli.exit = reportError(cli.terminal, isJson, error);
      if ((cli.terminal.env["FOLKMOOT_DEBUG"] ?? "") !== "" && error instanceof Error) {
        cli.terminal.err(error.stack ?? "");
      }
    }
  });
  return command;
}

/** Flags that say how a command works, not what is asked for. */
const MANNER: ReadonlySet<string> = new Set([
  "json",
  "home",
  "yes",
  "node",
  "as",
  "keys",
  "dryRun",
]);

function askedOf(command: Command): string {
  const path: string[] = [];
  for (let each: Command | null = command; each?.parent; each = each.parent) {
    path.unshift(each.name());
  }
  const given = Object.entries(command.opts() as { readonly [name: string]: unknown })
    .filter(([name]) => !MANNER.has(name) && command.getOptionValueSource(name) === "cli")
    .flatMap(([name, value]) => [flagOf(name), ...(value === true ? [] : [value].flat())]);
  const words = command.processedArgs.flat().filter((word) => word !== undefined);
  return [...path, ...[...words, ...given].map((word) => quoted(String(word)))].join(" ");
}

const flagOf = (name: string): string =>
  `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

const quoted = (word: string): string =>
  /^[\w.:@/=,+-]+$/.test(word) ? word : JSON.stringify(word);

/** Declares a group of commands; alone it shows what is in it. */
export function declareGroup(parent: Command, name: string, summary: string): Command {
  return parent.command(name).description(summary);
}

/** Adds the flags of a command that speaks to a node. */
export function withNode(command: Command): Command {
  return command.option("--node <url>", "the node to ask, such as http://127.0.0.1:8080");
}

/** Adds the flags of a command that acts for a person. */
export function withSigner(command: Command): Command {
  return withNode(command)
    .option("--as <name>", "whose key signs: the name of a key, or a person of the demonstration")
    .option("--keys <dir>", "the folder of your keys")
    .option("--dry-run", "tell what would happen, and why, without doing it");
}
