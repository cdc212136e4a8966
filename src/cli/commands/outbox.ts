import type { Command } from "commander";
import { type Entry, isUnfinished } from "../../client/outbox/entry.ts";
import { WAITING_MAX } from "../../client/outbox/seal.ts";
import { toPlain } from "../../protocol/kernel/plain.ts";
import { confirm } from "../asking.ts";
import { type Call, type Cli, declare, withNode } from "../command.ts";
import { CommandError, usageError } from "../exit.ts";
import { openSession } from "../member.ts";
import { formatMoment } from "../moments.ts";
import { printable } from "../names.ts";
import { outboxStoreOf } from "../outbox/computer-outbox.ts";
import { wordsFor } from "../outbox/deliver-waiting.ts";
import { knownCommunity } from "../outbox/remembered.ts";
import type { Outcome } from "../outcome.ts";

/** What was done on this computer and nobody has agreed on yet: list it, send it, take it back. */
export function addOutbox(program: Command, cli: Cli): void {
  const summary = "show what was done on this computer and is not agreed yet, and why";
  const group = declare(program, cli, { usage: "outbox", summary }, list);
  const add = (usage: string, about: string, run: (call: Call) => Promise<Outcome>) =>
    declare(group, cli, { usage, summary: about }, run);
  withKeys(group);
  withKeys(withNode(add("send", "deliver what waits, in order", send)));
  withKeys(
    add("drop <which>", "take something out, by its number or the name of its receipt", drop),
  );
}

const withKeys = (command: Command): Command =>
  command.option("--keys <dir>", "the folder of your keys");

/** Everything that is kept here, whatever its community, in the order in which it was done. */
async function everything(call: Call): Promise<readonly Entry[]> {
  const store = outboxStoreOf(call);
  const kept = await Promise.all(store.communities().map((community) => store.read(community)));
  return kept.flat().toSorted((a, b) => a.at - b.at);
}

async function list(call: Call): Promise<Outcome> {
  const entries = await everything(call);
  const store = outboxStoreOf(call);
  const unread = store.communities().flatMap((community) => store.unread(community));
  const several = new Set(entries.map(({ community }) => community)).size > 1;
  const lines = entries.flatMap((entry, at) => [
    `${at + 1}. ${wordsFor(entry)}${several ? ` (${nameOf(call, entry)})` : ""}`,
    `   ${stageLine(entry, entries)}`,
  ]);
  const none = ["Nothing waits: all that was done on this computer is agreed, or was seen."];
  return {
    plain: toPlain({ ok: true, entries: entries.map(plainOf), unread }),
    lines: [
      ...(entries.length === 0 ? none : lines),
      ...unread.map((path) => `This file cannot be read, and is left alone: ${path}`),
    ],
  };
}

const plainOf = ({ wire: _, text: __, ...entry }: Entry, at: number) => ({
  number: at + 1,
  ...entry,
});

const nameOf = (call: Call, { community }: Entry): string =>
  printable(knownCommunity(call, community)?.info.name ?? `${community.slice(0, 12)}…`);

function stageLine(entry: Entry, entries: readonly Entry[]): string {
  const { stage, at, height, problem } = entry;
  const since = `Signed on ${formatMoment(at)}`;
  if (stage === "agreed") return `Agreed in block ${height}.`;
  const why = printable([problem?.sentence, problem?.help].filter(Boolean).join(" "));
  if (stage === "refused") return `Refused: ${why}`;
  if (stage === "node") return `${since}. A node has it; too few machines agree just now.`;
  const isFirst = entries.find((each) => isUnfinished(each) && isBeside(each, entry)) === entry;
  const reason =
    why !== "" ? why : isFirst ? "It was not sent yet." : "It waits behind the one before.";
  return `${since}, to arrive by ${formatMoment(at + WAITING_MAX)}. ${reason}`;
}

const isBeside = (one: Entry, other: Entry): boolean => one.community === other.community;

/** Opening a session delivers what waits, and tells what came of it. */
async function send(call: Call): Promise<Outcome> {
  const { community, delivered } = await openSession(call);
  const entries = await outboxStoreOf(call).read(community.community);
  const waiting = entries.filter(isUnfinished);
  const left =
    waiting.length === 0 ? "Nothing waits any more." : `${waiting.length} still on the way.`;
  const [first] = waiting.toSorted((a, b) => a.at - b.at);
  return {
    plain: toPlain({ ok: true, agreed: delivered.map(plainOf), waiting: waiting.map(plainOf) }),
    lines: [
      `${delivered.length} agreed. ${left}`,
      ...(first === undefined
        ? []
        : [`The first: ${wordsFor(first)}. ${stageLine(first, [first])}`]),
    ],
  };
}

async function drop(call: Call): Promise<Outcome> {
  const which = String(call.words[0]);
  const entries = await everything(call);
  const entry = chosen(which, entries);
  const isOn = entry.stage === "node";
  if (isUnfinished(entry)) {
    await confirm(
      call,
      isOn
        ? `Forget "${wordsFor(entry)}" here? A node has it, and may still carry it out.`
        : `Take back "${wordsFor(entry)}"? It is sent no more; where only its answer was lost, it is done already.`,
    );
  }
  await outboxStoreOf(call).drop(entry);
  const said = isOn
    ? "It is forgotten here; a node has it and may still carry it out."
    : "It is out of the outbox.";
  return { plain: toPlain({ ok: true, dropped: entry.id }), lines: [said] };
}

function chosen(which: string, entries: readonly Entry[]): Entry {
  if (!/^(\d{1,4}|[0-9a-f]{8,64})$/.test(which)) {
    throw usageError(
      `"${which}" names nothing in the outbox.`,
      "It is a number of `folkmoot outbox`, or the beginning of a receipt's name.",
      "See `folkmoot outbox`.",
    );
  }
  const byName = entries.filter(({ id }) => which.length >= 8 && id.startsWith(which));
  const entry = byName.length === 1 ? byName[0] : entries[Number(which) - 1];
  if (entry !== undefined) return entry;
  throw new CommandError("There is no such thing in the outbox.", {
    why: `It holds ${entries.length === 1 ? "1 thing" : `${entries.length} things`} now; what is agreed leaves it.`,
    remedy: "See `folkmoot outbox`.",
    code: "cli/not-found",
  });
}
