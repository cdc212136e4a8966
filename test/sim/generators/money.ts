import { type CircleId, circleAccount, DAY, HOUR, YEAR } from "#protocol/index.js";
import {
  type ActionGenerator,
  act,
  type DrawContext,
  highest,
  oneOf,
  peopleWith,
} from "../draw-context.ts";
import { rowsOf, viewOf } from "../reading.ts";

const NOTE = new Uint8Array(32);

interface Part {
  readonly currency: number;
  readonly micro: number;
}

/** Every third person is patient, so that somebody has waited longer than the window. */
const claim: ActionGenerator = (context) => {
  const until = context.random.pick([0, 0, 0, context.now, context.now - DAY, context.now + 1]);
  const person = oneOf(context, peopleWith(context, "member"));
  const isPatient = person !== undefined && person % 3 === 0 && !context.random.once(30);
  return isPatient ? undefined : act(context, person, "money/claim", { until });
};

function anybody(context: DrawContext): number {
  return context.random.between(1, highest(context, "person"));
}

/** Somebody who may be given money, or a circle. */
function anyAccount(context: DrawContext): number {
  if (!context.random.once(5)) return anybody(context);
  return circleAccount(context.random.between(1, highest(context, "circle")) as CircleId);
}

const trust: ActionGenerator = (context) => {
  const cap = context.random.pick([0, 0, 1, 1_000_000, 30_000_000, 2_000_000_000]);
  const until = context.now + context.random.pick([1, HOUR, 30 * DAY, 2 * YEAR]);
  return act(context, anybody(context), "money/trust", { currency: anybody(context), cap, until });
};

const untrust: ActionGenerator = (context) => {
  const { law } = context.ledger;
  const state = context.ledger.reader();
  const found = oneOf(
    context,
    rowsOf<readonly [number, number], unknown>(law, state, "money/trusts"),
  );
  return found && act(context, found.key[0], "money/untrust", { currency: found.key[1] });
};

/** Pays what can be paid: all of it, a part, or a little more than that. */
const pay: ActionGenerator = (context) => {
  const from = anybody(context);
  const to = anyAccount(context);
  const query = { from, to };
  const payable = viewOf<{ readonly parts: readonly Part[] }>(
    context.ledger,
    context.now,
    "money/payable",
    query,
  );
  const possible = payable?.parts ?? [];
  const parts = possible.length === 0 ? [{ currency: from, micro: 1_000_000 }] : possible;
  const change = context.random.pick<(micro: number) => number>([
    (micro) => micro,
    (micro) => micro + 1,
    (micro) => Math.max(1, Math.floor(micro / 3)),
    () => 1,
    () => 999_999,
  ]);
  const taken = parts
    .slice(0, context.random.between(1, 4))
    .map(({ currency, micro }) => ({ currency, micro: change(micro) }));
  return act(context, from, "money/pay", { to, parts: taken, note: NOTE });
};

const offer: ActionGenerator = (context) => {
  const from = anybody(context);
  const micro = context.random.pick([1, 500_000, 3_000_000, 100_000_000]);
  const input = { to: anyAccount(context), currency: from, micro, note: NOTE };
  return act(context, from, "money/offer", input);
};

const answerOffer: ActionGenerator = (context) => {
  type Offer = { readonly from: number; readonly to: number };
  const { law } = context.ledger;
  const state = context.ledger.reader();
  const found = oneOf(context, rowsOf<readonly [number], Offer>(law, state, "money/offers"));
  if (found === undefined) return undefined;
  const { from, to } = found.row;
  const [type, person] = context.random.pick([
    ["money/accept-offer", to],
    ["money/accept-offer", to],
    ["money/decline-offer", to],
    ["money/withdraw-offer", from],
    ["money/accept-offer", from],
  ] as const);
  return act(context, person, type, { offer: found.key[0] });
};

/** What people do with money. */
export const moneyGenerators = {
  claim,
  trust,
  untrust,
  pay,
  offer,
  answerOffer,
} satisfies { readonly [name: string]: ActionGenerator };
