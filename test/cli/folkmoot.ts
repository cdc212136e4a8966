import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const BIN = fileURLToPath(new URL("../../../bin/folkmoot.js", import.meta.url));

/** What a call of the command line came to. */
export interface Called {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/**
 * The command line as a newcomer has it: own folders, no terminal, nothing of this machine's settings.
 *
 * Why the folder of keys is named: a community is then founded at once, and waits for no browser.
 * `FOLKMOOT_KEYS: ""` takes that back.
 * Shape: `program` is the path of another build's command line.
 */
export function commandLine(
  root: string,
  more: { readonly [name: string]: string } = {},
  program: string = BIN,
) {
  const env = {
    FOLKMOOT_KEYS: join(root, "config", "folkmoot", "keys"),
    ...more,
    PATH: process.env["PATH"] ?? "",
    HOME: root,
    XDG_CONFIG_HOME: join(root, "config"),
    XDG_DATA_HOME: join(root, "data"),
  };
  const start = (words: readonly string[]): ChildProcess =>
    spawn(process.execPath, [program, ...words], {
      env,
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
    });

  return {
    /** Starts a command and leaves it to the caller. */
    begin: (...words: readonly string[]): ChildProcess => start(words),
    /** Runs a command to its end. */
    async call(...words: readonly string[]): Promise<Called> {
      const child = start(words);
      let out = "";
      let err = "";
      child.stdout?.on("data", (data: Buffer) => (out += data.toString()));
      child.stderr?.on("data", (data: Buffer) => (err += data.toString()));
      const [code] = (await once(child, "close")) as [number | null];
      return { exit: code ?? -1, out, err };
    },
    /** Starts a node with --json and waits until it answers. */
    async run(...words: readonly string[]): Promise<{ child: ChildProcess; url: string }> {
      const child = start([...words, "--json", "--port", "0"]);
      let err = "";
      child.stderr?.on("data", (data: Buffer) => (err += data.toString()));
      if (child.stdout === null) throw new Error("the node has no output");
      for await (const line of createInterface(child.stdout)) {
        const { url } = JSON.parse(line) as { readonly url?: string };
        if (url === undefined) {
          err += line;
          break;
        }
        child.stdout.resume();
        return { child, url };
      }
      throw new Error(`the node did not start: ${err}`);
    },
  };
}

/** The JSON that a command printed. */
export function jsonOf<V>({ out }: Called): V {
  return JSON.parse(out) as V;
}
