import type { Command } from "commander";
import { writeLinkPage } from "../../client/link-secret.ts";
import { verifiedPage } from "../../client/own-light.ts";
import { unverified } from "../../client/seen.ts";
import type { WitnessEntry } from "../../client/witnesses/entry.ts";
import { toPlain } from "../../protocol/kernel/plain.ts";
import { type Call, type Cli, declare, declareGroup, withNode } from "../command.ts";
import { deviceWitnesses } from "../device-witnesses.ts";
import { lightOf } from "../handed-page.ts";
import { openSession } from "../member.ts";
import { formatMoment } from "../moments.ts";
import type { Outcome } from "../outcome.ts";
import { witnessLine } from "../proved.ts";
import { withQr, withQrLines } from "../qr-lines.ts";

/** Other nodes that this computer asks for the same pages. */
export function addWitness(program: Command, cli: Cli): void {
  const group = declareGroup(program, "witness", "other nodes that are asked for the same pages");
  const add = (usage: string, summary: string, run: (call: Call) => Promise<Outcome>) =>
    withNode(declare(group, cli, { usage, summary }, run)).option(
      "--keys <dir>",
      "the folder of your keys",
    );
  add("list", "ask them all, and show what each says and when it last agreed", list);
  add("add <address>", "ask this node too, such as https://folk.example.org", addOne);
  add("remove <address>", "do not ask this node any more", removeOne);
  withQr(add("page", "print the newest page that this computer has verified, to compare", page));
}

/** Prints the page alone, without an address: it is to be compared by another node's app. */
async function page(call: Call): Promise<Outcome> {
  const newest = await verifiedPage(lightOf(call, await openSession(call)));
  const text = writeLinkPage(newest);
  const how =
    "Somebody at another node compares it: in the app under Witnesses, by pasting or scanning it.";
  const said = { plain: { page: text }, lines: [text, how] };
  return withQrLines(call, said, text.toUpperCase());
}

async function list(call: Call): Promise<Outcome> {
  const session = await openSession(call);
  const newest = await lightOf(call, session).ask((client) => client.latest());
  if (!newest.ok) throw unverified(newest.reason);
  const witnesses = await deviceWitnesses(call, session).list();
  const none = "You have no witnesses: nobody but your node says what the record is.";
  const how = "Add the node of somebody whom you trust: folkmoot witness add ADDRESS";
  return {
    plain: toPlain({ page: Number(newest.value.header.height), witnesses }),
    lines:
      witnesses.length === 0
        ? [none, how]
        : [
            `Page ${newest.value.header.height}:`,
            ...witnesses.map(entryLine),
            ...witnessLine(newest.value),
          ],
  };
}

function entryLine({ site, by, isLeftOut, last, agreedAt }: WitnessEntry): string {
  const who = by === "person" ? "yours" : "named by your node";
  if (isLeftOut) return `${site}  ${who}; not asked, because you removed it`;
  const agreed = agreedAt === undefined ? "never agreed yet" : `agreed ${formatMoment(agreedAt)}`;
  if (last === undefined) return `${site}  ${who}; not asked yet`;
  if (last.word === "agrees") return `${site}  ${who}; ${agreed}`;
  const said =
    last.word === "silent"
      ? "silent, which is no agreement"
      : "only passed on what another node says";
  return `${site}  ${who}; ${said} (${formatMoment(last.at)}); ${agreed}`;
}

async function addOne(call: Call): Promise<Outcome> {
  const session = await openSession(call);
  const site = await deviceWitnesses(call, session).add(String(call.words[0]));
  return {
    plain: { ok: true, site },
    lines: [
      `${site} is asked from now on whenever this computer checks a page.`,
      "A witness learns which community you ask about and from which address, and nothing else.",
    ],
  };
}

async function removeOne(call: Call): Promise<Outcome> {
  const session = await openSession(call);
  const site = await deviceWitnesses(call, session).remove(String(call.words[0]));
  return { plain: { ok: true, site }, lines: [`${site} is not asked any more.`] };
}
