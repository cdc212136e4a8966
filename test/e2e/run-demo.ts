import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { SmallCommunity } from "./small-community.ts";

const command = fileURLToPath(new URL("../../../bin/folkmoot.js", import.meta.url));
const patience = 120_000;

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const late = setTimeout(() => reject(new Error(`no address was said: ${said}`)), patience);
    const hear = (part: Buffer): void => {
      said += part.toString();
      const found = /Open\s+(http:\/\/\S+)/.exec(said);
      if (found?.[1] === undefined) return;
      clearTimeout(late);
      resolve(found[1]);
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("exit", (code) =>
      reject(new Error(`the demonstration ended with ${code}: ${said}`)),
    );
  });
}

/** Runs the demonstration community as a person would: by its command, with these flags. */
export async function runDemo(...flags: readonly string[]): Promise<SmallCommunity> {
  const home = await mkdtemp(join(tmpdir(), "folkmoot-harbour-"));
  const args = [command, "demo", "--home", home, "--port", "0", ...flags];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  const url = await addressOf(child);
  const stop = async (): Promise<void> => {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
    await rm(home, { recursive: true, force: true });
  };
  return { url, home, stop };
}
