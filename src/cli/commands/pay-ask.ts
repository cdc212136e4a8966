import type { Command } from "commander";
import { REQUEST_NOTE_MAX, writePaymentRequest } from "../../client/payment-request.ts";
import { parseAmount } from "../amounts.ts";
import { type Call, type Cli, declare, withNode } from "../command.ts";
import { usageError } from "../exit.ts";
import { openMemberSession } from "../member.ts";
import { nodeAddress } from "../node-address.ts";
import type { Outcome } from "../outcome.ts";
import { withQr, withQrLines } from "../qr-lines.ts";

/** Asking to be paid: a link that somebody else opens or scans. */
export function addPayAsk(pay: Command, cli: Cli): void {
  const summary = "print a link with which somebody pays you";
  withQr(withNode(declare(pay, cli, { usage: "ask [amount]", summary }, ask)))
    .option("--note <text>", "what it is for; everybody who gets the link reads it")
    .option("--origin <url>", "the address that the payer opens, if it is another one")
    .option("--as <name>", "who is to be paid: the name of a key, or a person of the demonstration")
    .option("--keys <dir>", "the folder of your keys");
}

async function ask(call: Call): Promise<Outcome> {
  const amount = amountIn(call.words[0]);
  const note = noteIn(call.flags["note"]);
  const { person, community } = await openMemberSession(call);
  const { chainId } = community;
  const origin = String(call.flags["origin"] ?? nodeAddress(call.settings));
  const link = writePaymentRequest(origin, { chainId, to: person, amount, note });
  const how = "Nothing is paid by opening it: the app shows whom and how much, and asks first.";
  return withQrLines(call, { plain: { link }, lines: [link, how] }, link);
}

function amountIn(word: unknown): string | undefined {
  if (word === undefined) return undefined;
  const text = String(word);
  const amount = parseAmount(text);
  if (amount.ok && amount.value > 0n && text.length <= 19) return text;
  throw usageError(
    `Nobody can be asked for "${text}".`,
    "An amount is above 0 and has up to six digits behind a point.",
    "Write it like 12.50, or leave it out.",
  );
}

function noteIn(text: unknown): string | undefined {
  if (text === undefined || text === "") return undefined;
  const note = String(text);
  if (note.length <= REQUEST_NOTE_MAX) return note;
  throw usageError(
    "The note is too long.",
    `A note has at most ${REQUEST_NOTE_MAX} characters.`,
    "Write it shorter.",
  );
}
