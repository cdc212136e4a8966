import { type ActionGenerator, act, type DrawContext, oneOf, peopleWith } from "../draw-context.ts";
import { rowsOf } from "../reading.ts";

interface Open {
  readonly stage: string;
  readonly by: number;
  readonly accused: number;
}

function challengesIn(context: DrawContext, wanted: string) {
  const { law } = context.ledger;
  const rows = rowsOf<readonly [number], Open>(
    law,
    context.ledger.reader(),
    "challenges/challenges",
  );
  return rows.filter(({ row }) => row.stage === wanted);
}

function namedIn(context: DrawContext, challenge: number): number[] {
  const { law } = context.ledger;
  const reader = context.ledger.reader();
  const prefix = [challenge];
  const rows = rowsOf<readonly [number, number], unknown>(
    law,
    reader,
    "challenges/accused",
    prefix,
  );
  return rows.map(({ key }) => key[1]);
}

/** A note of somebody that is there; nothing where they have none. */
function noteOf(context: DrawContext, person: number): Uint8Array | undefined {
  type Text = {
    readonly hash: Uint8Array;
    readonly owner: number;
    readonly kind: string;
    readonly erasedAt: number;
  };
  const { law } = context.ledger;
  const rows = rowsOf<readonly [Uint8Array], Text>(law, context.ledger.reader(), "records/texts");
  const own = rows.filter(
    ({ row }) => row.owner === person && row.kind === "note" && row.erasedAt === 0,
  );
  return oneOf(context, own)?.row.hash;
}

function publishNote(context: DrawContext, person: number) {
  const digest = context.random.bytes(32);
  const input = { digest, audience: "community", kind: "note", bytes: 100 };
  return act(context, person, "records/publish", input);
}

/** Mostly against somebody who can be challenged, with a reason of one's own. */
const openChallenge: ActionGenerator = (context) => {
  const { random, ledger } = context;
  const by = oneOf(context, peopleWith(context, "member"));
  if (by === undefined) return undefined;
  const reason = random.once(20) ? random.bytes(32) : noteOf(context, by);
  if (reason === undefined) return publishNote(context, by);
  type Member = { readonly status: string; readonly founder: boolean };
  const people = rowsOf<readonly [number], Member>(
    ledger.law,
    ledger.reader(),
    "membership/members",
  );
  const others = people.filter(({ row }) => !row.founder && row.status !== "left");
  // Mostly one of the newest, so that supporters come together and vouchers have to answer for it.
  const pool = random.once(3) ? others : others.slice(-2);
  const first = oneOf(context, random.once(9) ? people : pool)?.key[0];
  if (first === undefined) return undefined;
  const second = random.once(5) ? oneOf(context, others)?.key[0] : undefined;
  const accused = second === undefined ? [first] : [first, second].sort((a, b) => a - b);
  const voucher = second === undefined ? random.pick([0, 0, 0, by]) : random.between(1, 4);
  return act(context, by, "challenges/open", { accused, voucher, reason });
};

const supportChallenge: ActionGenerator = (context) => {
  const found = oneOf(context, challengesIn(context, "gathering"));
  const member = oneOf(context, peopleWith(context, "member"));
  return found && act(context, member, "challenges/support", { challenge: found.key[0] });
};

const withdrawChallenge: ActionGenerator = (context) => {
  const found = oneOf(context, challengesIn(context, "gathering"));
  return found && act(context, found.row.by, "challenges/withdraw", { challenge: found.key[0] });
};

const answerChallenge: ActionGenerator = (context) => {
  const stages = ["hearing", "voting", "gathering"] as const;
  const found = oneOf(context, challengesIn(context, context.random.pick(stages)));
  if (found === undefined) return undefined;
  const person = oneOf(context, namedIn(context, found.key[0])) ?? 1;
  const answer = noteOf(context, person);
  if (answer === undefined) return publishNote(context, person);
  return act(context, person, "challenges/answer", { challenge: found.key[0], answer });
};

const judgeChallenge: ActionGenerator = (context) => {
  const found = oneOf(
    context,
    challengesIn(context, context.random.once(12) ? "hearing" : "voting"),
  );
  if (found === undefined) return undefined;
  const count = context.random.once(15) ? 3 : found.row.accused;
  const usual = found.key[0] % 3 === 0 ? "no" : "yes";
  const leaning = context.random.once(6) ? context.random.pick(["yes", "no", "abstain"]) : usual;
  const answers = Array.from({ length: count }, () => leaning);
  const member = oneOf(context, peopleWith(context, "member"));
  return act(context, member, "challenges/judge", { challenge: found.key[0], answers });
};

const eraseReason: ActionGenerator = (context) => {
  const found = oneOf(context, challengesIn(context, context.random.once(4) ? "voting" : "over"));
  if (found === undefined) return undefined;
  const person = oneOf(context, namedIn(context, found.key[0])) ?? 1;
  return act(context, person, "challenges/erase-reason", { challenge: found.key[0] });
};

/** What people do about those who must not be here. */
export const challengeGenerators = {
  openChallenge,
  supportChallenge,
  withdrawChallenge,
  answerChallenge,
  judgeChallenge,
  eraseReason,
} satisfies { readonly [name: string]: ActionGenerator };
