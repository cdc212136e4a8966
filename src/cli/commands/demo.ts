import { existsSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { askJson } from "../../client/ask.ts";
import { httpTransport } from "../../client/transport/http.ts";
import type { RunningNode } from "../../node/index.ts";
import { homeLayout, lockHolder } from "../../node/index.ts";
import { HOUR } from "../../protocol/kernel/time.ts";
import { confirm } from "../asking.ts";
import { type Call, type Cli, declare } from "../command.ts";
import { createDemo } from "../demo/create-demo.ts";
import { APPLICANT, MEMBERS } from "../demo/people.ts";
import { CHARTER } from "../demo/texts.ts";
import { CommandError } from "../exit.ts";
import type { Outcome } from "../outcome.ts";
import { jsonLog, runNode } from "../run-node.ts";
import { dataFolder } from "../settings.ts";

/** With --fast, an hour of the community passes in this many milliseconds. */
const FAST_HOUR_MS = 10_000;

/** Founds and runs the demonstration community. */
export function addDemo(program: Command, cli: Cli): void {
  declare(
    program,
    cli,
    "demo",
    "run a community of invented people, to look around and try things",
    demo,
  )
    .option("--port <number>", "where it listens; 0 for any that is free")
    .option("--host <address>", "on which address it listens")
    .option("--seed <text>", "another seed makes other payments and answers", "harbour")
    .option("--fast", "let an hour pass every ten seconds")
    .option("--reset", "forget the demonstration that is there and begin anew")
    .option("--no-run", "make it, but do not run it");
}

async function demo(call: Call): Promise<Outcome> {
  const home = demoHome(call);
  const isNew = await prepare(call, home);
  const made = isNew ? await found(call, home) : {};
  if (call.flags["run"] === false) {
    const line = isNew
      ? `The demonstration is in ${home}.`
      : `A demonstration is already in ${home}.`;
    return { plain: { ok: true, home, isNew, ...made }, lines: [line] };
  }
  await runNode(call, {
    home,
    log: jsonLog("error"),
    acceptGap: true,
    mayMove: true,
    onReady: (node) => {
      welcome(call, node, { home, isNew });
      return call.flags["fast"] === true ? fastForward(node) : undefined;
    },
  });
  return {
    plain: { ok: true, stopped: true },
    lines: ["The demonstration has stopped. It goes on next time."],
  };
}

/** Where the demonstration lives unless a home is named: beside the communities, not among them. */
function demoHome({ settings, terminal }: Call): string {
  const named = settings.get("home");
  return resolve(named.origin === "default" ? join(dataFolder(terminal.env), "demo") : named.value);
}

/** Tells whether the demonstration has to be made; makes room for it when asked to. */
async function prepare(call: Call, home: string): Promise<boolean> {
  const layout = homeLayout(home);
  if (!existsSync(layout.founding)) return true;
  if (!existsSync(layout.demo)) {
    throw new CommandError(`A real community lives in ${home}.`, {
      why: "The demonstration never touches one.",
      remedy: "Run `folkmoot start` for it, or name another home.",
      code: "cli/not-a-demo",
    });
  }
  if (call.flags["reset"] !== true) return false;
  const holder = await lockHolder(layout.lock);
  if (holder !== undefined) {
    throw new CommandError("The demonstration is running.", {
      why: `Process ${holder.pid} holds ${home}.`,
      remedy: "Stop it first with `folkmoot stop`.",
      code: "locked",
    });
  }
  await confirm(call, `Forget the demonstration in ${home}?`);
  rmSync(home, { recursive: true });
  return true;
}

async function found(call: Call, home: string) {
  if (!call.isJson) {
    call.terminal.out(`Founding the ${CHARTER.name} and living through its first month …`);
  }
  const begun = performance.now();
  const made = await createDemo({ home, seed: String(call.flags["seed"]), now: Date.now() });
  return { ...made, milliseconds: Math.round(performance.now() - begun) };
}

function welcome(
  call: Call,
  { url, engine }: RunningNode,
  made: { home: string; isNew: boolean },
): void {
  const { height } = engine.head();
  if (call.isJson) {
    call.terminal.out(JSON.stringify({ ok: true, url, height, pid: process.pid, ...made }));
    return;
  }
  const lines = [
    "",
    `The ${CHARTER.name} is running: ${MEMBERS.length} members, and ${APPLICANT.name} waits to join.`,
    "Everybody in it is invented; you can act as any of them.",
    "",
    `  Open ${url}`,
    "",
    `It lives in ${made.home} and goes on next time. Ctrl-C stops it.`,
  ];
  for (const line of lines) call.terminal.out(line);
}

/** Moves the clock on again and again. */
function fastForward({ url }: RunningNode): () => void {
  const transport = httpTransport(url);
  const timer = setInterval(() => {
    const json = { advanceMs: HOUR };
    askJson(transport, { method: "POST", path: "/demo/time", json }).catch(() => {
      // The node is stopping; so will this.
    });
  }, FAST_HOUR_MS);
  return () => clearInterval(timer);
}
