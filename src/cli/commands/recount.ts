import type { Command } from "commander";
import { ownRecount, type Recount } from "../../client/proved/own-proved-view.ts";
import type { Plain } from "../../protocol/kernel/plain.ts";
import { type Call, type Cli, declare, withNode } from "../command.ts";
import { CommandError, EXIT, usageError } from "../exit.ts";
import { openSession } from "../member.ts";
import type { Outcome } from "../outcome.ts";
import { provedDeps, provedLines, provedPlain } from "../proved.ts";

/** Counts a decision again on this computer, from proofs of all its ballots. */
export function addRecount(program: Command, cli: Cli): void {
  const summary = "count a decision again on this computer, from proofs of all its answers";
  withNode(declare(program, cli, { usage: "recount <decision>", summary }, recount));
}

async function recount(call: Call): Promise<Outcome> {
  const [word = ""] = call.words as readonly string[];
  if (!/^[1-9]\d{0,9}$/.test(word)) {
    throw usageError(
      `"${word}" is no decision.`,
      "A decision is named by its number.",
      "See `folkmoot propose list`.",
    );
  }
  const session = await openSession(call);
  const reading = await ownRecount(provedDeps(call, session), Number(word));
  if (reading.value === undefined) throw unknown(word);
  const { holds, lines } = told(reading.value);
  const plain: Plain = { ok: holds, ...reading.value, ...provedPlain(reading) };
  return { plain, lines: [...lines, ...provedLines(reading)], exit: holds ? EXIT.ok : EXIT.error };
}

function told({ stage, count }: NonNullable<Recount["value"]>) {
  if (count === null) {
    const why =
      stage === "open"
        ? "Voting lasts: nobody can count yet."
        : "It was withdrawn: nothing was counted.";
    return { holds: true, lines: [why] };
  }
  const { ballots, counted, recorded, hasPassed, holds } = count;
  const answers = ballots === 1 ? "1 answer" : `${ballots} answers`;
  const lines = [
    `${answers}, and no other: ${figures(counted)}.`,
    `The record says ${figures(recorded)}.`,
    holds
      ? `That is the same, and so it was ${hasPassed ? "accepted" : "rejected"}.`
      : "That is NOT the same. Compare this with other members, and ask another node.",
  ];
  return { holds, lines };
}

function figures(count: { readonly [answer: string]: number }): string {
  return Object.entries(count)
    .map(([answer, number]) => `${number} ${answer}`)
    .join(", ");
}

function unknown(word: string): CommandError {
  return new CommandError("There is no such decision.", {
    why: `Decision ${word} was never opened; this computer has a proof of that.`,
    remedy: "See `folkmoot propose list`.",
    code: "cli/not-found",
  });
}
