import { existsSync } from "node:fs";
import { networkInterfaces } from "node:os";
import type { Command } from "commander";
import {
  addressesOf,
  homeLayout,
  openableUrl,
  type RunningNode,
  readNetworkFile,
  readPublicAddress,
} from "../../node/index.ts";
import { type Call, type Cli, declare } from "../command.ts";
import { usageError } from "../exit.ts";
import type { Outcome } from "../outcome.ts";
import { jsonLog, runNode } from "../run-node.ts";
import { waitForFounder } from "../wait-for-founder.ts";

const LEVELS = ["debug", "info", "warn", "error", "silent"];

/** Runs the node of a community until it is stopped. */
export function addStart(program: Command, cli: Cli): void {
  declare(
    program,
    cli,
    { usage: "start", summary: "run the node of your community until it is stopped" },
    start,
  )
    .option("--port <number>", "where it listens; 0 for any that is free")
    .option("--host <address>", "on which address it listens; only this computer unless set")
    .option(
      "--trusted-proxies <list>",
      'proxies that say for whom they ask: addresses, ranges or "this machine"',
    )
    .option("--base-path <path>", "the folder of a larger site below which people reach it")
    .option("--public-names <list>", "the names by which people reach the node")
    .option(
      "--public-address <url>",
      "where everybody opens the community, such as https://…; or none",
    )
    .option("--disk-reserve <size>", "what of the disk stays free for blocks; 512 MiB unless set")
    .option("--text-space <size>", "what all texts together may take of it; half of it unless set")
    .option("--person-text-space <size>", "what one person's texts may take; 64 MiB unless set")
    .option("--log-level <level>", `what is logged: ${LEVELS.join(", ")}`)
    .option("--accept-gap", "start although the community stood still for more than 90 days")
    .option("--accept-future", "go on although the newest block is from the future")
    .option("--nothing-since", "go on from a backup: nothing was done since it was made");
}

/** Says what the first start of a home that joined quickly waits for; it may take a while. */
async function announceTaking(call: Call, home: string): Promise<void> {
  const layout = homeLayout(home);
  const quick = (await readNetworkFile(layout.network).catch(() => undefined))?.quick;
  if (call.isJson || quick === undefined || existsSync(layout.beginning)) return;
  call.terminal.out("The state is taken over from the other nodes, and checked; please wait.");
}

async function start(call: Call): Promise<Outcome> {
  const home = call.settings.get("home").value;
  const quiet = call.terminal.isInteractive ? "warn" : "info";
  const level = String(call.flags["logLevel"] ?? quiet);
  if (!LEVELS.includes(level)) {
    throw usageError(
      `There is no level ${level}.`,
      `There are ${LEVELS.join(", ")}.`,
      "Choose one.",
    );
  }
  const waited = await waitForFounder(call, home, jsonLog(level));
  if (waited === "stopped") return STOPPED;
  await announceTaking(call, home);
  await runNode(call, {
    home,
    log: jsonLog(level),
    ...(waited === "no need" ? {} : { port: waited.port }),
    acceptGap: call.flags["acceptGap"] === true,
    acceptFuture: call.flags["acceptFuture"] === true,
    nothingSince: call.flags["nothingSince"] === true,
    onReady: (node) => announceRunning(call, node),
  });
  return STOPPED;
}

const STOPPED: Outcome = {
  plain: { ok: true, stopped: true },
  lines: ["The node has stopped."],
};

function announceRunning({ terminal, settings, isJson }: Call, node: RunningNode): undefined {
  const { url, port, engine } = node;
  const { height } = engine.head();
  if (isJson) {
    terminal.out(JSON.stringify({ ok: true, url, height, pid: process.pid }));
    return;
  }
  const address = readPublicAddress(settings.get("public-address").value) ?? url;
  terminal.out(`Open ${address} (block ${height}). Ctrl-C stops the node.`);
  const others = addressesOf(settings.get("host").value, networkInterfaces());
  if (others.length === 0) return;
  const urls = others.map((host) => openableUrl(host, port)).join(", ");
  terminal.out(`Others around you can look at ${urls}; browsers keep keys only at https.`);
}
