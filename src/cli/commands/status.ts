import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { askJson } from "../../client/ask.ts";
import type { AnswerOf } from "../../client/view-types.ts";
import { editionWords, homeLayout, lockHolder } from "../../node/index.ts";
import { countText } from "../../protocol/kernel/figures.ts";
import { toPlain } from "../../protocol/kernel/plain.ts";
import { type Call, type Cli, declare, withNode } from "../command.ts";
import { EXIT } from "../exit.ts";
import { openSession } from "../member.ts";
import { printable } from "../names.ts";
import { absenceLine, agreementLine, blockLine, type NetworkAnswer } from "../network-lines.ts";
import type { Outcome } from "../outcome.ts";
import { watchStatus } from "../watch-status.ts";

/** Says whether the node runs, where, and how far its history goes. */
export function addStatus(program: Command, cli: Cli): void {
  withNode(
    declare(
      program,
      cli,
      { usage: "status", summary: "say whether the node runs and how it is doing" },
      status,
    ),
  ).option("--watch", "go on telling whenever something changes, until stopped");
}

async function status(call: Call): Promise<Outcome> {
  const home = call.settings.get("home").value;
  const isNamed = call.settings.given("node") !== undefined;
  const holder = isNamed ? undefined : await lockHolder(homeLayout(home).lock);
  if (!isNamed && holder === undefined) {
    const first = join(home, "node1");
    const isNetwork = existsSync(homeLayout(first).founding);
    const remedy = isNetwork
      ? `It is a local network: name one of its homes, such as --home "${first}".`
      : "Start it with `folkmoot start`.";
    return {
      plain: { ok: false, running: false, home },
      lines: [`No node is running on ${home}.`, remedy],
      exit: EXIT.notRunning,
    };
  }
  const { client, community, transport } = await openSession(call);
  if (call.flags["watch"] === true) {
    await watchStatus(call.terminal, transport, call.isJson);
    return { plain: { ok: true, running: true, home }, lines: [] };
  }
  const network = await askJson<NetworkAnswer>(transport, { method: "GET", path: "/network" });
  const reading = await client.view("membership/counts", {});
  const counts = reading?.value;
  const { name } = community;
  const absence = absenceLine(network);
  const halt = network.halt ?? null;
  const future = network.future ?? null;
  const plain = { ok: true, running: true, home, halt, future, ...holder, ...counts, ...community };
  return {
    plain: toPlain(plain),
    lines: [
      `${printable(name)}${community.isDemo ? " (a demonstration)" : ""} is running${holder?.url === undefined ? "" : ` at ${holder.url}`}.`,
      ...(counts === undefined ? [] : [peopleLine(counts)]),
      `${blockLine(network)} ${agreementLine(network)}`,
      ...(network.halt?.words ?? []),
      ...(network.future?.words ?? []),
      ...(network.edition === undefined ? [] : editionWords(network.edition)),
      ...(absence === undefined ? [] : [absence]),
      ...(holder === undefined ? [] : [`Process ${holder.pid}, home ${home}`]),
    ],
  };
}

function peopleLine({ members, applicants, founders }: AnswerOf<"membership/counts">): string {
  return `${countText(members, "member", "members")} (${countText(founders, "founder", "founders")}), ${applicants} waiting.`;
}
