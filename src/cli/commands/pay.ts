import type { Command } from "commander";
import { lessWaiting } from "../../client/outbox/waiting-payments.ts";
import { cutParts } from "../../client/payment-parts.ts";
import { viewOrKept } from "../../client/reading/kept-views.ts";
import type { AnswerOf } from "../../client/view-types.ts";
import { accountText, ownerOf } from "../../protocol/kernel/account.ts";
import { isZero } from "../../protocol/kernel/bytes.ts";
import type { AccountId } from "../../protocol/kernel/ids.ts";
import { toPlain } from "../../protocol/kernel/plain.ts";
import { DAY } from "../../protocol/kernel/time.ts";
import { carryOut, carryOutWithText, publish } from "../acting.ts";
import { formatAmount, parseAmount } from "../amounts.ts";
import { type Call, type Cli, declare, withSigner } from "../command.ts";
import { CommandError, EXIT, usageError } from "../exit.ts";
import { keptLine, keptViews } from "../kept-views.ts";
import { openMemberSession, openReaderSession } from "../member.ts";
import { formatMoment, parseSpan } from "../moments.ts";
import { accountOf, called, calledAccount, personOf } from "../names.ts";
import type { Outcome } from "../outcome.ts";
import type { MemberSession } from "../session.ts";
import { addPayAsk } from "./pay-ask.ts";

/** What is below this is there, but not worth a line. */
const CENT = 10_000;

/** Money: paying, collecting income, trusting, and what somebody holds. */
export function addPay(program: Command, cli: Cli): void {
  const summary =
    "pay somebody, or a circle such as circle:3: folkmoot pay kofi 12.50 --note Bread";
  const group = declare(program, cli, { usage: "pay <who> <amount>", summary }, pay);
  withSigner(group).option("--note <text>", "what it is for; members can read it");
  addPayAsk(group, cli);
  withSigner(declare(group, cli, { usage: "claim", summary: "collect your income" }, claim));
  withSigner(
    declare(
      group,
      cli,
      { usage: "wallet [who]", summary: "show what somebody, or a circle such as circle:3, holds" },
      wallet,
    ),
  );
  withSigner(
    declare(group, cli, { usage: "trust <who>", summary: "accept somebody's money" }, trust),
  )
    .option("--cap <amount>", "up to this amount; without it, any amount")
    .option("--for <span>", "for how long", "365d");
  withSigner(
    declare(
      group,
      cli,
      { usage: "untrust <who>", summary: "accept no more of somebody's money" },
      untrust,
    ),
  );
}

async function pay(call: Call): Promise<Outcome> {
  const amount = amountOf(call.words[1]);
  if (amount === 0n)
    throw usageError(
      "Nothing can be paid with 0.",
      "A payment moves an amount.",
      "Give one above 0.",
    );
  const member = await openMemberSession(call);
  const { account: to, names } = await accountOf(call, member, call.words[0]);
  const who = calledAccount(names, to);
  const { payable, keptAt } = await payableTo(call, member, to);
  const parts = cutParts(payable?.parts ?? [], amount);
  if (parts === undefined) {
    throw keptAt === undefined
      ? notPayable(who, amount, payable)
      : notKnownPayable(who, amount, { keptAt, most: sumOf(payable) });
  }
  const note = await noteOf(call, member);
  const done = () => `You paid ${formatAmount(amount)} to ${who}.`;
  const request = { type: "money/pay", input: { to, parts, note }, done } as const;
  const outcome = isZero(note)
    ? await carryOut(call, member, request)
    : await carryOutWithText(call, member, request, note);
  return keptAt === undefined
    ? outcome
    : { ...outcome, lines: [...outcome.lines, countedLine(keptAt)] };
}

type Payable = AnswerOf<"money/payable">;

/**
 * What can be paid now; while no node answers, what could be when it was last asked, less the payments
 * that wait here.
 */
async function payableTo(
  call: Call,
  member: MemberSession,
  to: AccountId,
): Promise<{ readonly payable: Payable | undefined; readonly keptAt: number | undefined }> {
  const { client, own, community, person } = member;
  const deps = { ...keptViews(call, member, own), client };
  const { reading, keptAt } = await viewOrKept(deps, "money/payable", { from: person, to });
  const payable = reading?.value;
  if (keptAt === undefined || payable === undefined || own === undefined)
    return { payable, keptAt };
  await own.outbox.open(community.community);
  const parts = lessWaiting(payable.parts, own.signer, own.outbox.entries());
  return { payable: { ...payable, parts }, keptAt };
}

const sumOf = (payable: Payable | undefined): bigint =>
  (payable?.parts ?? []).reduce((sum, { micro }) => sum + BigInt(micro), 0n);

const countedLine = (keptAt: number): string =>
  `It was counted by what the node said on ${formatMoment(keptAt)}; if that is not there any more, it is refused.`;

function notKnownPayable(
  who: string,
  amount: bigint,
  { keptAt, most }: { readonly keptAt: number; readonly most: bigint },
): CommandError {
  return new CommandError(`${formatAmount(amount)} cannot be paid to ${who} without the node.`, {
    why: `No node answers. By what it said on ${formatMoment(keptAt)}, less what waits here, you can pay up to ${formatAmount(most)}.`,
    remedy: "Pay less, or do this again once the node answers.",
    code: "client/unreachable",
    exit: EXIT.notRunning,
  });
}

function notPayable(who: string, amount: bigint, payable: Payable | undefined): CommandError {
  const most = BigInt(payable?.micro ?? 0);
  const { reason } = payable ?? { reason: null };
  const what = `${formatAmount(amount)} cannot be paid to ${who}.`;
  const exit = EXIT.refused;
  if (most > 0n) {
    return new CommandError(what, {
      why: `You can pay up to ${formatAmount(most)} now.`,
      remedy: `Pay less, or ask ${who} to trust you or somebody whose money you hold.`,
      code: "money/insufficient",
      exit,
    });
  }
  return new CommandError(what, {
    why: reason?.sentence ?? `${who} accepts nothing that you hold.`,
    remedy: reason?.remedy ?? `Ask ${who} to trust you.`,
    code: reason?.code ?? "money/not-payable",
    exit,
  });
}

async function noteOf(call: Call, member: MemberSession): Promise<Uint8Array> {
  const text = call.flags["note"];
  if (typeof text !== "string" || text === "" || call.flags["dryRun"] === true) {
    return new Uint8Array(32);
  }
  return publish(call, member, { content: { text }, audience: "community", kind: "note" });
}

async function claim(call: Call): Promise<Outcome> {
  const member = await openMemberSession(call);
  const done = ({ micro }: { readonly [name: string]: unknown }) =>
    micro === undefined
      ? "Your income is collected."
      : `You collected ${formatAmount(String(micro))}.`;
  return carryOut(call, member, { type: "money/claim", input: { until: 0 }, done });
}

async function wallet(call: Call): Promise<Outcome> {
  const session = await openReaderSession(call);
  const word = call.words[0] ?? (session.person === 0 ? undefined : session.person);
  if (word === undefined)
    throw usageError("Whose wallet?", "No key says who you are.", "Name somebody.");
  const { account, names } = await accountOf(call, session, word);
  const deps = { ...keptViews(call, session, session.own), client: session.client };
  const { reading, keptAt } = await viewOrKept(deps, "money/wallet", { account });
  if (reading === undefined)
    throw usageError(
      `There is no ${accountText(account).replace(":", " ")}.`,
      "Nobody has that number.",
      "See `folkmoot member list`, or `folkmoot view circles/list`.",
    );
  const shown = reading.value;
  const lines = [
    `${calledAccount(names, account)} holds ${formatAmount(shown.micro)}.`,
    ...shown.holdings
      .filter(({ micro }) => Number(micro) >= CENT)
      .map(({ currency, micro }) => {
        return `  ${formatAmount(micro).padStart(10)}  of ${called(names, currency)}`;
      }),
    ownerOf(account)?.kind === "circle"
      ? shown.demurrage.sentence
      : `Income to collect: ${formatAmount(shown.income.micro)}. ${shown.demurrage.sentence}`,
  ];
  return keptAt === undefined
    ? { plain: shown, lines }
    : {
        plain: toPlain({ ...shown, keptAt }),
        lines: [...lines, keptLine(keptAt)],
        exit: EXIT.notRunning,
      };
}

async function trust(call: Call): Promise<Outcome> {
  const cap = call.flags["cap"] === undefined ? 0n : amountOf(call.flags["cap"]);
  const span = parseSpan(String(call.flags["for"]));
  if (!span.ok)
    throw usageError(`--for: ${span.reason}.`, "It is a span of time.", "Write --for 365d.");
  const member = await openMemberSession(call);
  const { person, names } = await personOf(call, member, call.words[0]);
  const until = member.community.time + span.value;
  const upTo = cap === 0n ? "in any amount" : `up to ${formatAmount(cap)}`;
  const days = Math.floor(span.value / DAY);
  return carryOut(call, member, {
    type: "money/trust",
    input: { currency: person, cap: Number(cap), until },
    done: () => `You accept the money of ${called(names, person)} ${upTo}, for ${days} days.`,
  });
}

async function untrust(call: Call): Promise<Outcome> {
  const member = await openMemberSession(call);
  const { person, names } = await personOf(call, member, call.words[0]);
  return carryOut(call, member, {
    type: "money/untrust",
    input: { currency: person },
    done: () => `You accept no more of the money of ${called(names, person)}.`,
  });
}

function amountOf(given: unknown): bigint {
  const amount = parseAmount(String(given));
  if (amount.ok) return amount.value;
  throw usageError(
    `${amount.reason}.`,
    "Amounts have a point and up to six digits behind it.",
    "Write it like 12.50.",
  );
}
