import { rowsOf } from "../reading.ts";
import { act, oneOf, peopleWith, type Scene, type Stage } from "../stage.ts";

interface Open {
  readonly stage: string;
  readonly by: number;
  readonly accused: number;
}

function challengesIn(stage: Stage, wanted: string) {
  const { law } = stage.ledger;
  const rows = rowsOf<readonly [number], Open>(law, stage.ledger.reader(), "challenges/challenges");
  return rows.filter(({ row }) => row.stage === wanted);
}

function namedIn(stage: Stage, challenge: number): number[] {
  const { law } = stage.ledger;
  const reader = stage.ledger.reader();
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
function noteOf(stage: Stage, person: number): Uint8Array | undefined {
  type Text = {
    readonly hash: Uint8Array;
    readonly owner: number;
    readonly kind: string;
    readonly erasedAt: number;
  };
  const { law } = stage.ledger;
  const rows = rowsOf<readonly [Uint8Array], Text>(law, stage.ledger.reader(), "records/texts");
  const own = rows.filter(
    ({ row }) => row.owner === person && row.kind === "note" && row.erasedAt === 0,
  );
  return oneOf(stage, own)?.row.hash;
}

function publishNote(stage: Stage, person: number) {
  const digest = stage.random.bytes(32);
  const input = { digest, audience: "community", kind: "note", bytes: 100 };
  return act(stage, person, "records/publish", input);
}

/** Mostly against somebody who can be challenged, with a reason of one's own. */
const openChallenge: Scene = (stage) => {
  const { random, ledger } = stage;
  const by = oneOf(stage, peopleWith(stage, "member"));
  if (by === undefined) return undefined;
  const reason = random.once(20) ? random.bytes(32) : noteOf(stage, by);
  if (reason === undefined) return publishNote(stage, by);
  type Member = { readonly status: string; readonly founder: boolean };
  const people = rowsOf<readonly [number], Member>(
    ledger.law,
    ledger.reader(),
    "membership/members",
  );
  const others = people.filter(({ row }) => !row.founder && row.status !== "left");
  // Mostly one of the newest, so that supporters come together and vouchers have to answer for it.
  const pool = random.once(3) ? others : others.slice(-2);
  const first = oneOf(stage, random.once(9) ? people : pool)?.key[0];
  if (first === undefined) return undefined;
  const second = random.once(5) ? oneOf(stage, others)?.key[0] : undefined;
  const accused = second === undefined ? [first] : [first, second].sort((a, b) => a - b);
  const voucher = second === undefined ? random.pick([0, 0, 0, by]) : random.between(1, 4);
  return act(stage, by, "challenges/open", { accused, voucher, reason });
};

const supportChallenge: Scene = (stage) => {
  const found = oneOf(stage, challengesIn(stage, "gathering"));
  const member = oneOf(stage, peopleWith(stage, "member"));
  return found && act(stage, member, "challenges/support", { challenge: found.key[0] });
};

const withdrawChallenge: Scene = (stage) => {
  const found = oneOf(stage, challengesIn(stage, "gathering"));
  return found && act(stage, found.row.by, "challenges/withdraw", { challenge: found.key[0] });
};

const answerChallenge: Scene = (stage) => {
  const stages = ["hearing", "voting", "gathering"] as const;
  const found = oneOf(stage, challengesIn(stage, stage.random.pick(stages)));
  if (found === undefined) return undefined;
  const person = oneOf(stage, namedIn(stage, found.key[0])) ?? 1;
  const answer = noteOf(stage, person);
  if (answer === undefined) return publishNote(stage, person);
  return act(stage, person, "challenges/answer", { challenge: found.key[0], answer });
};

const judgeChallenge: Scene = (stage) => {
  const found = oneOf(stage, challengesIn(stage, stage.random.once(12) ? "hearing" : "voting"));
  if (found === undefined) return undefined;
  const count = stage.random.once(15) ? 3 : found.row.accused;
  const usual = found.key[0] % 3 === 0 ? "no" : "yes";
  const leaning = stage.random.once(6) ? stage.random.pick(["yes", "no", "abstain"]) : usual;
  const answers = Array.from({ length: count }, () => leaning);
  const member = oneOf(stage, peopleWith(stage, "member"));
  return act(stage, member, "challenges/judge", { challenge: found.key[0], answers });
};

const eraseReason: Scene = (stage) => {
  const found = oneOf(stage, challengesIn(stage, stage.random.once(4) ? "voting" : "over"));
  if (found === undefined) return undefined;
  const person = oneOf(stage, namedIn(stage, found.key[0])) ?? 1;
  return act(stage, person, "challenges/erase-reason", { challenge: found.key[0] });
};

/** What people do about those who must not be here. */
export const challengeScenes: { readonly [name: string]: Scene } = {
  openChallenge,
  supportChallenge,
  withdrawChallenge,
  answerChallenge,
  judgeChallenge,
  eraseReason,
};
