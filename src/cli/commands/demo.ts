import { type Command, Option } from "commander";
import { askJson } from "../../client/ask.ts";
import { httpTransport } from "../../client/transport/http.ts";
import type { RunningNode } from "../../node/index.ts";
import { HOUR } from "../../protocol/kernel/time.ts";
import { type Call, type Cli, declare } from "../command.ts";
import { createDemo } from "../demo/create-demo.ts";
import { demoFolder, prepareDemo } from "../demo/demo-home.ts";
import { APPLICANT, MEMBERS } from "../demo/people.ts";
import { CHARTER } from "../demo/texts.ts";
import type { Outcome } from "../outcome.ts";
import { jsonLog, runNode } from "../run-node.ts";
import { demoHelper, demoOnNetwork, helpersAsked } from "./demo-network.ts";

/** With --fast, an hour of the community passes in this many milliseconds. */
const FAST_HOUR_MS = 10_000;

/** Founds and runs the demonstration community. */
export function addDemo(program: Command, cli: Cli): void {
  declare(
    program,
    cli,
    { usage: "demo", summary: "run a community of invented people, to look around and try things" },
    demo,
  )
    .option("--port <number>", "where it listens; 0 for any that is free")
    .option("--host <address>", "on which address it listens")
    .option("--seed <text>", "another seed makes other payments and answers", "harbour")
    .option("--helpers <number>", "let 4 to 7 of its people run a machine each, on this computer")
    .option("--fast", "let an hour pass every ten seconds")
    .option("--reset", "forget the demonstration that is there and begin again")
    .option("--no-run", "make it, but do not run it")
    .addOption(new Option("--helper <number>", "one of its helpers").hideHelp());
}

async function demo(call: Call): Promise<Outcome> {
  const helpers = helpersAsked(call);
  const home = demoFolder(call, helpers !== undefined);
  if (call.flags["helper"] !== undefined) return demoHelper(call, home);
  const there = await prepareDemo(call, home);
  if (helpers !== undefined || there.kind === "network") {
    return demoOnNetwork(call, home, { found: there, helpers });
  }
  const isNew = there.kind === "nothing";
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
