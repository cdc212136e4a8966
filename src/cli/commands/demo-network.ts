import { existsSync } from "node:fs";
import { cometBinary } from "../../engine/comet/binary.ts";
import { takeLock } from "../../node/home/lock.ts";
import { type HomeLayout, homeLayout, makeLocalToken, readLocalToken } from "../../node/index.ts";
import type { Call } from "../command.ts";
import { createNetworkDemo } from "../demo/create-network-demo.ts";
import type { DemoHome } from "../demo/demo-home.ts";
import { askCommand } from "../demo/helper-channel.ts";
import { chooseSitePorts } from "../demo/helper-ports.ts";
import { HELPERS_RANGE } from "../demo/helping.ts";
import { APPLICANT, MEMBERS } from "../demo/people.ts";
import { runHelpers } from "../demo/run-helpers.ts";
import { CHARTER } from "../demo/texts.ts";
import { CommandError, usageError } from "../exit.ts";
import type { Outcome } from "../outcome.ts";
import { jsonLog, runNode } from "../run-node.ts";

/** How many helpers were asked for; nothing where the flag was left out. */
export function helpersAsked({ flags }: Call): number | undefined {
  const given = flags["helpers"];
  if (given === undefined) return undefined;
  const [least, most] = HELPERS_RANGE;
  const count = /^[0-9]$/.test(String(given)) ? Number(given) : 0;
  if (count >= least && count <= most) return count;
  throw usageError(
    `--helpers: ${String(given)} cannot be.`,
    `${least} to ${most} people of the demonstration run a machine; with ${least}, one may fail.`,
    `Choose a number from ${least} to ${most}.`,
  );
}

/** Founds the demonstration on several machines where it is not there yet, and runs it. */
export async function demoOnNetwork(
  call: Call,
  home: string,
  { found, helpers }: { readonly found: DemoHome; readonly helpers: number | undefined },
): Promise<Outcome> {
  refuseMisfits(call, home, found, helpers);
  requireComet();
  const isNew = found.kind === "nothing";
  const made = isNew ? await make(call, home, helpers ?? HELPERS_RANGE[0]) : {};
  const homes = found.kind === "network" ? found.homes : homesOf(home, helpers ?? HELPERS_RANGE[0]);
  if (call.flags["run"] === false) {
    const plain = { ok: true, home, isNew, helpers: homes.length, ...made };
    return { plain, lines: [`The demonstration is in ${home}.`] };
  }
  await run(call, home, homes, isNew);
  return {
    plain: { ok: true, stopped: true },
    lines: ["All helpers have stopped. The demonstration goes on next time."],
  };
}

/** Runs one helper's node, for the demonstration's command, which has started this process. */
export async function demoHelper(call: Call, home: string): Promise<Outcome> {
  const helper = String(call.flags["helper"]);
  if (process.send === undefined || !/^[1-9]$/.test(helper)) {
    throw usageError(
      "--helper is not for people.",
      "The demonstration starts its helpers with it.",
      "Run `folkmoot demo --helpers 4`.",
    );
  }
  // The command may be gone before this process has said its last word.
  process.stdout.on("error", () => {});
  // Without the command nobody could stop this process by a button any more.
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  try {
    const localToken = await readLocalToken(homeLayout(home).localToken);
    await runNode(call, {
      ...(localToken === undefined ? {} : { localToken }),
      home: homesOf(home, Number(helper)).at(-1)?.home ?? home,
      log: jsonLog("error"),
      demoHelpers: askCommand(process),
      onReady: ({ url }) => {
        call.terminal.out(JSON.stringify({ ok: true, url }));
        return undefined;
      },
    });
  } finally {
    process.removeAllListeners("disconnect");
    if (process.connected) process.disconnect();
  }
  return { plain: { ok: true, stopped: true }, lines: [] };
}

function homesOf(home: string, count: number): HomeLayout[] {
  return Array.from({ length: count }, (_, at) => homeLayout(`${home}/node${at + 1}`));
}

function refuseMisfits(
  { flags }: Call,
  home: string,
  found: DemoHome,
  helpers: number | undefined,
): void {
  if (flags["fast"] === true) {
    throw usageError(
      "--fast and --helpers do not go together.",
      "Several machines agree on what time it is, and nobody can move it on.",
      "Leave one of them out.",
    );
  }
  const fits = found.kind === "network" && (helpers ?? found.homes.length) === found.homes.length;
  if (found.kind === "nothing" || fits) return;
  const lives = found.kind === "network" ? `${found.homes.length} machines` : "one machine";
  throw new CommandError(`A demonstration on ${lives} is in ${home} already.`, {
    why: "How many machines keep a community is part of its history.",
    remedy: "Go on with it without --helpers, begin again with --reset, or name another --home.",
    code: "cli/other-demo",
  });
}

function requireComet(): void {
  if (existsSync(cometBinary())) return;
  throw new CommandError("CometBFT is not here.", {
    why: "Several machines agree with its help; a demonstration on one does without.",
    remedy: "Build it with `npm run comet`, or name it in FOLKMOOT_COMETBFT.",
    code: "comet-missing",
  });
}

async function make(call: Call, home: string, helpers: number) {
  if (!call.isJson) {
    const what = `Founding the ${CHARTER.name}, living through its first month`;
    call.terminal.out(`${what}, and growing onto ${helpers} machines …`);
  }
  const begun = performance.now();
  const seed = String(call.flags["seed"]);
  const made = await createNetworkDemo({ home, seed, now: Date.now(), helpers });
  return { ...made, milliseconds: Math.round(performance.now() - begun) };
}

async function run(
  call: Call,
  home: string,
  homes: readonly HomeLayout[],
  isNew: boolean,
): Promise<void> {
  const { settings } = call;
  const lock = await takeLock(homeLayout(home).lock);
  // One for all helpers, so that the page of each may show the buttons.
  const local = await makeLocalToken(homeLayout(home).localToken);
  try {
    const host = settings.get("host").value;
    const ports = await chooseSitePorts(settings.get("port"), host, homes.length);
    if (!call.isJson) call.terminal.out(`Starting ${homes.length} helpers …`);
    const onReady = async (urls: readonly string[]): Promise<void> => {
      await lock.announce(urls[0] ?? "");
      welcome(call, urls, { home, isNew, token: local.token });
    };
    await runHelpers(call, { home, homes, host, ports, onReady });
  } finally {
    await local.forget();
    await lock.release();
  }
}

function welcome(
  call: Call,
  urls: readonly string[],
  { token, ...made }: { readonly home: string; readonly isNew: boolean; readonly token: string },
): void {
  const [url = ""] = urls;
  if (call.isJson) {
    call.terminal.out(JSON.stringify({ ok: true, url, urls, pid: process.pid, ...made }));
    return;
  }
  const lines = [
    "",
    `The ${CHARTER.name} is running on ${urls.length} machines: ${MEMBERS.length} members, and ${APPLICANT.name} waits to join.`,
    "Everybody in it is invented; you can act as any of them.",
    "",
    `  Open ${url}`,
    ...urls.slice(1).map((other, at) => `  or   ${other}   (helper ${at + 2})`),
    "",
    `Stop and start helpers here: ${url}/#/helpers?local=${token}`,
    `It lives in ${made.home} and goes on next time. Ctrl-C stops all of them.`,
  ];
  for (const line of lines) call.terminal.out(line);
}
