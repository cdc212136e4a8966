import { type CircleId, circleAccount, DAY } from "#protocol/index.js";
import { type DrawContext, highest, oneOf } from "../draw-context.ts";
import { rowsOf, viewOf } from "../reading.ts";

const NOTE = new Uint8Array(32);

/** What a circle is to do with its money: the action's type and its input. */
export type Spending = readonly [type: string, input: unknown];

interface Part {
  readonly currency: number;
  readonly micro: number;
}

/** Draws what a circle does with its money: mostly what is possible, sometimes a little more. */
export function drawSpending(context: DrawContext, circle: number): Spending {
  return context.random.pick([
    drawTrust,
    drawTrust,
    drawPayment,
    drawPayment,
    drawOffer,
    drawAnswer,
    drawEnd,
  ])(context, circle);
}

function somebody(context: DrawContext): number {
  return context.random.between(1, highest(context, "person"));
}

const drawTrust = (context: DrawContext): Spending => {
  const cap = context.random.pick([0, 0, 0, 1, 30_000_000]);
  const until = context.now + context.random.pick([10, 100, 1000]) * DAY;
  return ["money/trust-as-circle", { currency: somebody(context), cap, until }];
};

/** The currencies that a circle holds. */
function currenciesOf(context: DrawContext, circle: number): readonly number[] {
  const { law } = context.ledger;
  const prefix = [circleAccount(circle as CircleId)];
  type Key = readonly [number, number];
  const rows = rowsOf<Key, unknown>(law, context.ledger.reader(), "money/holdings", prefix);
  return rows.map(({ key }) => key[1]);
}

/** Pays somebody whose own money the circle holds, which they always take, or anybody. */
const drawPayment = (context: DrawContext, circle: number): Spending => {
  const home = oneOf(context, currenciesOf(context, circle));
  const to = home === undefined || context.random.once(3) ? somebody(context) : home;
  const query = { from: circleAccount(circle as CircleId), to };
  type Payable = { readonly parts: readonly Part[] };
  const payable = viewOf<Payable>(context.ledger, context.now, "money/payable", query);
  const possible = payable?.parts ?? [];
  const parts = possible.length === 0 ? [{ currency: to, micro: 1_000_000 }] : possible;
  const share = context.random.pick([1, 2, 3]);
  const taken = parts.map(({ currency, micro }) => {
    return { currency, micro: Math.max(1, Math.floor(micro / share)) };
  });
  return ["money/pay-as-circle", { to, parts: taken.slice(0, 16), note: NOTE }];
};

const drawOffer = (context: DrawContext, circle: number): Spending => {
  const currency = oneOf(context, currenciesOf(context, circle)) ?? 1;
  const micro = context.random.pick([1, 500_000, 3_000_000]);
  return ["money/offer-as-circle", { to: somebody(context), currency, micro, note: NOTE }];
};

const drawAnswer = (context: DrawContext, circle: number): Spending => {
  type Offer = { readonly from: number; readonly to: number };
  const { law } = context.ledger;
  const account = circleAccount(circle as CircleId);
  const all = rowsOf<readonly [number], Offer>(law, context.ledger.reader(), "money/offers");
  const found = oneOf(
    context,
    all.filter(({ row }) => row.to === account || row.from === account),
  );
  const answers =
    found?.row.from === account
      ? ["money/withdraw-as-circle"]
      : ["money/accept-as-circle", "money/accept-as-circle", "money/decline-as-circle"];
  return [context.random.pick(answers), { offer: found?.key[0] ?? 1 }];
};

const drawEnd = (context: DrawContext): Spending =>
  context.random.once(2)
    ? ["money/untrust-as-circle", { currency: somebody(context) }]
    : ["money/take-over", { circle: context.random.between(1, highest(context, "circle") + 1) }];
