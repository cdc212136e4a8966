import { DAY, openFor, voteFor } from "#protocol/index.js";
import { type ActionGenerator, act, type DrawContext, oneOf, peopleWith } from "../draw-context.ts";
import { secondDigest } from "../editions.ts";
import { rowOf, rowsOf } from "../reading.ts";
import { effect } from "./deciding.ts";
import { createPen, publishOne } from "./writing.ts";

interface InForce {
  readonly number: number;
  readonly adoptions: number;
}

interface Adoption {
  readonly edition: number;
  readonly digest: Uint8Array;
  readonly standing: string;
}

const stateOf = ({ ledger }: DrawContext): InForce =>
  rowOf<InForce>(ledger.law, ledger.reader(), "constitution/edition", []) ?? {
    number: 1,
    adoptions: 0,
  };

/** Mostly the next edition in a while; now and then one that nobody has, or one that waits to be dropped. */
const proposeEdition: ActionGenerator = (context) => {
  const { random, now } = context;
  const { number } = stateOf(context);
  const moment = now + random.pick([8, 12, 12, 15, 30, 200]) * DAY;
  const input = {
    edition: random.once(8) ? number : number + 1,
    digest: random.once(4) ? random.bytes(32) : secondDigest,
    moment,
  };
  const effects = [
    random.once(5)
      ? effect(context, "constitution/drop-edition", { edition: number + 1 })
      : effect(context, "constitution/adopt-edition", input),
  ];
  const person = oneOf(context, peopleWith(context, "member"));
  const pen = createPen(context, person);
  const text = pen.text("proposal");
  const missing = pen.missing();
  if (missing !== undefined) return publishOne(context, person, missing);
  const given = openFor({ circle: 1, kind: "rule", text, effects });
  return act(context, person, "decisions/open", given);
};

/** Somebody who has not answered yet says yes to an edition. */
const wantEdition: ActionGenerator = (context) => {
  const { ledger } = context;
  const state = ledger.reader();
  const adopt = ledger.law.actionByType.get("constitution/adopt-edition")?.tag;
  type Open = { readonly stage: string; readonly kind: string };
  const open = rowsOf<readonly [number], Open>(ledger.law, state, "decisions/decisions").filter(
    ({ row }) => row.stage === "open" && row.kind === "rule",
  );
  const about = open.filter(({ key }) => {
    const first = rowOf<{ readonly tag: number }>(ledger.law, state, "decisions/effects", [
      key[0],
      0,
    ]);
    return first?.tag === adopt;
  });
  const decision = oneOf(context, about)?.key[0];
  if (decision === undefined) return undefined;
  const ballots = rowsOf<readonly [number, number], object>(
    ledger.law,
    state,
    "decisions/ballots",
    [decision],
  );
  const answered = new Set(ballots.map(({ key }) => key[1]));
  const silent = peopleWith(context, "member").filter((person) => !answered.has(person));
  return act(context, oneOf(context, silent), "decisions/cast-vote", voteFor(decision, "yes"));
};

/** The machine says that it has rehearsed the edition that waits, if its program has it; at times another. */
const rehearse: ActionGenerator = (context) => {
  const { ledger, cast, random } = context;
  const { adoptions: adoption } = stateOf(context);
  if (adoption === 0) return undefined;
  const row = rowOf<Adoption>(ledger.law, ledger.reader(), "constitution/adoptions", [adoption]);
  const isWaiting = row?.standing === "waiting" || random.once(20);
  const hasIt = ledger.law.editions.length > 1 && row?.edition === 2;
  if (!isWaiting || !hasIt) return undefined;
  const digest = random.once(8) ? random.bytes(32) : secondDigest;
  const key = random.once(8) ? cast.newKey() : undefined;
  return cast.say("constitution/declare-rehearsed", { adoption, digest }, key);
};

/** The law goes over to another edition, or does not. */
export const editionGenerators = {
  proposeEdition,
  wantEdition,
  rehearse,
} satisfies { readonly [name: string]: ActionGenerator };
