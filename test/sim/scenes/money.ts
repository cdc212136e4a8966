import { type CircleId, circleAccount, DAY, HOUR, YEAR } from "#protocol/index.js";
import { rowsOf, viewOf } from "../reading.ts";
import { act, highest, oneOf, peopleWith, type Scene, type Stage } from "../stage.ts";

const NOTE = new Uint8Array(32);

interface Part {
  readonly currency: number;
  readonly micro: number;
}

/** Every third person is patient, so that somebody has waited longer than the window. */
const claim: Scene = (stage) => {
  const until = stage.random.pick([0, 0, 0, stage.now, stage.now - DAY, stage.now + 1]);
  const person = oneOf(stage, peopleWith(stage, "member"));
  const isPatient = person !== undefined && person % 3 === 0 && !stage.random.once(30);
  return isPatient ? undefined : act(stage, person, "money/claim", { until });
};

function anybody(stage: Stage): number {
  return stage.random.between(1, highest(stage, "person"));
}

/** Somebody who may be given money, or a circle. */
function anyAccount(stage: Stage): number {
  if (!stage.random.once(5)) return anybody(stage);
  return circleAccount(stage.random.between(1, highest(stage, "circle")) as CircleId);
}

const trust: Scene = (stage) => {
  const cap = stage.random.pick([0, 0, 1, 1_000_000, 30_000_000, 2_000_000_000]);
  const until = stage.now + stage.random.pick([1, HOUR, 30 * DAY, 2 * YEAR]);
  return act(stage, anybody(stage), "money/trust", { currency: anybody(stage), cap, until });
};

const untrust: Scene = (stage) => {
  const { law } = stage.ledger;
  const state = stage.ledger.reader();
  const found = oneOf(
    stage,
    rowsOf<readonly [number, number], unknown>(law, state, "money/trusts"),
  );
  return found && act(stage, found.key[0], "money/untrust", { currency: found.key[1] });
};

/** Pays what can be paid: all of it, a part, or a little more than that. */
const pay: Scene = (stage) => {
  const from = anybody(stage);
  const to = anyAccount(stage);
  const query = { from, to };
  const payable = viewOf<{ readonly parts: readonly Part[] }>(
    stage.ledger,
    stage.now,
    "money/payable",
    query,
  );
  const possible = payable?.parts ?? [];
  const parts = possible.length === 0 ? [{ currency: from, micro: 1_000_000 }] : possible;
  const change = stage.random.pick<(micro: number) => number>([
    (micro) => micro,
    (micro) => micro + 1,
    (micro) => Math.max(1, Math.floor(micro / 3)),
    () => 1,
    () => 999_999,
  ]);
  const taken = parts
    .slice(0, stage.random.between(1, 4))
    .map(({ currency, micro }) => ({ currency, micro: change(micro) }));
  return act(stage, from, "money/pay", { to, parts: taken, note: NOTE });
};

const offer: Scene = (stage) => {
  const from = anybody(stage);
  const micro = stage.random.pick([1, 500_000, 3_000_000, 100_000_000]);
  const input = { to: anyAccount(stage), currency: from, micro, note: NOTE };
  return act(stage, from, "money/offer", input);
};

const answerOffer: Scene = (stage) => {
  type Offer = { readonly from: number; readonly to: number };
  const { law } = stage.ledger;
  const state = stage.ledger.reader();
  const found = oneOf(stage, rowsOf<readonly [number], Offer>(law, state, "money/offers"));
  if (found === undefined) return undefined;
  const { from, to } = found.row;
  const [type, person] = stage.random.pick([
    ["money/accept-offer", to],
    ["money/accept-offer", to],
    ["money/decline-offer", to],
    ["money/withdraw-offer", from],
    ["money/accept-offer", from],
  ] as const);
  return act(stage, person, type, { offer: found.key[0] });
};

/** What people do with money. */
export const moneyScenes: { readonly [name: string]: Scene } = {
  claim,
  trust,
  untrust,
  pay,
  offer,
  answerOffer,
};
