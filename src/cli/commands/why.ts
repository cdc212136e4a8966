import type { Command } from "commander";
import { askJson } from "../../client/ask.ts";
import { readLinkPage, writeLinkPage } from "../../client/link-secret.ts";
import { toPlain } from "../../protocol/kernel/plain.ts";
import { type Call, type Cli, declare, withNode } from "../command.ts";
import { CommandError, usageError } from "../exit.ts";
import { hasVerified, pageToHandOn, requireSame } from "../handed-page.ts";
import { openReaderSession, openSession } from "../member.ts";
import type { Outcome } from "../outcome.ts";
import type { Session } from "../session.ts";
import { whyLines } from "../why-lines.ts";

/** Explains an outcome: of an action by its receipt, of a decision by its number. */
export function addWhy(program: Command, cli: Cli): void {
  const summary =
    "explain why something came out as it did: an action's receipt or a decision's number";
  const command = declare(program, cli, { usage: "why <id>", summary }, explain);
  withNode(command)
    .option("--page <page>", "the page that came with a receipt, to compare it with your own")
    .option("--as <name>", "for whom a decision is explained")
    .option("--keys <dir>", "the folder of your keys");
}

async function explain(call: Call): Promise<Outcome> {
  const [id] = call.words as readonly string[];
  if (id !== undefined && /^[0-9a-f]{64}$/.test(id)) return ofAction(call, id);
  if (id !== undefined && /^\d{1,10}$/.test(id)) return ofDecision(call, Number(id));
  throw usageError(
    `"${id}" names neither an action nor a decision.`,
    "An action is named by the 64 digits of its receipt, a decision by its number.",
    "Copy the receipt, or see `folkmoot propose list`.",
  );
}

interface Explained {
  readonly receipt: { readonly type: string; readonly height: number; readonly code: number };
  readonly why: unknown;
}

async function ofAction(call: Call, id: string): Promise<Outcome> {
  const session = await openSession(call);
  const { transport } = session;
  await comparePages(call, session);
  const path = `/why/${id}`;
  const found = await askJson<Explained>(transport, { method: "GET", path }, "or nothing");
  if (found === undefined) throw notFound("No block holds an action of this name.");
  const { receipt, why } = found;
  const outcome = receipt.code === 0 ? "was done" : `was refused (${receipt.code})`;
  const lines = [`${receipt.type} ${outcome} in block ${receipt.height}.`, ...whyLines(why)];
  const page = (await hasVerified(call, session)) ? await pageToHandOn(call, session) : undefined;
  if (page === undefined) return { plain: toPlain(found), lines };
  const carried = writeLinkPage(page);
  const handOn = `To hand it on with what this computer has verified: folkmoot why ${id} --page ${carried}`;
  return { plain: toPlain({ ...found, page: carried }), lines: [...lines, handOn] };
}

/** Compares the page that came with a receipt, if one did, with what this computer has verified. */
async function comparePages(call: Call, session: Session): Promise<void> {
  const given = call.flags["page"];
  if (given === undefined) return;
  const page = readLinkPage(String(given));
  if (page === undefined) {
    throw usageError(
      `"${String(given)}" is no page.`,
      "A page is its number, a dot, and the 64 digits of its name.",
      "Copy it from the receipt.",
    );
  }
  await requireSame(call, session, page);
}

async function ofDecision(call: Call, decision: number): Promise<Outcome> {
  const { client, person } = await openReaderSession(call);
  const reading = await client.view("decisions/decision", { decision, person });
  if (reading === undefined) throw notFound(`There is no decision ${decision}.`);
  const { stage, why, policySentence } = reading.value;
  const rule = why === null ? policySentence : "";
  const lines = [`Decision ${decision} is ${stage}.`, rule, ...whyLines(why)];
  return { plain: reading.value, lines: lines.filter((line) => line !== "") };
}

function notFound(why: string): CommandError {
  return new CommandError("There is nothing to explain.", {
    why,
    remedy: "Check what you have copied.",
    code: "cli/not-found",
  });
}
