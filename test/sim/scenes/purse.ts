import { type CircleId, circleAccount, DAY } from "#protocol/index.js";
import { rowsOf, viewOf } from "../reading.ts";
import { highest, oneOf, type Stage } from "../stage.ts";

const NOTE = new Uint8Array(32);

/** What a circle is to do with its money: the action's type and its input. */
export type Spending = readonly [type: string, input: unknown];

interface Part {
  readonly currency: number;
  readonly micro: number;
}

/** Draws what a circle does with its money: mostly what is possible, sometimes a little more. */
export function drawSpending(stage: Stage, circle: number): Spending {
  return stage.random.pick([
    drawTrust,
    drawTrust,
    drawPayment,
    drawPayment,
    drawOffer,
    drawAnswer,
    drawEnd,
  ])(stage, circle);
}

function somebody(stage: Stage): number {
  return stage.random.between(1, highest(stage, "person"));
}

const drawTrust = (stage: Stage): Spending => {
  const cap = stage.random.pick([0, 0, 0, 1, 30_000_000]);
  const until = stage.now + stage.random.pick([10, 100, 1000]) * DAY;
  return ["money/trust-as-circle", { currency: somebody(stage), cap, until }];
};

/** The currencies that a circle holds. */
function currenciesOf(stage: Stage, circle: number): readonly number[] {
  const { law } = stage.ledger;
  const prefix = [circleAccount(circle as CircleId)];
  type Key = readonly [number, number];
  const rows = rowsOf<Key, unknown>(law, stage.ledger.reader(), "money/holdings", prefix);
  return rows.map(({ key }) => key[1]);
}

/** Pays somebody whose own money the circle holds, which they always take, or anybody. */
const drawPayment = (stage: Stage, circle: number): Spending => {
  const home = oneOf(stage, currenciesOf(stage, circle));
  const to = home === undefined || stage.random.once(3) ? somebody(stage) : home;
  const query = { from: circleAccount(circle as CircleId), to };
  type Payable = { readonly parts: readonly Part[] };
  const payable = viewOf<Payable>(stage.ledger, stage.now, "money/payable", query);
  const possible = payable?.parts ?? [];
  const parts = possible.length === 0 ? [{ currency: to, micro: 1_000_000 }] : possible;
  const share = stage.random.pick([1, 2, 3]);
  const taken = parts.map(({ currency, micro }) => {
    return { currency, micro: Math.max(1, Math.floor(micro / share)) };
  });
  return ["money/pay-as-circle", { to, parts: taken.slice(0, 16), note: NOTE }];
};

const drawOffer = (stage: Stage, circle: number): Spending => {
  const currency = oneOf(stage, currenciesOf(stage, circle)) ?? 1;
  const micro = stage.random.pick([1, 500_000, 3_000_000]);
  return ["money/offer-as-circle", { to: somebody(stage), currency, micro, note: NOTE }];
};

const drawAnswer = (stage: Stage, circle: number): Spending => {
  type Offer = { readonly from: number; readonly to: number };
  const { law } = stage.ledger;
  const account = circleAccount(circle as CircleId);
  const all = rowsOf<readonly [number], Offer>(law, stage.ledger.reader(), "money/offers");
  const found = oneOf(
    stage,
    all.filter(({ row }) => row.to === account || row.from === account),
  );
  const answers = found?.row.from === account ? ["withdraw"] : ["accept", "accept", "decline"];
  return [`money/${stage.random.pick(answers)}-as-circle`, { offer: found?.key[0] ?? 1 }];
};

const drawEnd = (stage: Stage): Spending =>
  stage.random.once(2)
    ? ["money/untrust-as-circle", { currency: somebody(stage) }]
    : ["money/take-over", { circle: stage.random.between(1, highest(stage, "circle") + 1) }];
