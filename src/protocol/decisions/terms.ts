import { circleSize, DISMISSAL_DAYS, peopleIn, policyOf, stricterOf } from "../circles/index.ts";
import type { Catalogue } from "../kernel/action.ts";
import type { DecisionKind, Policy } from "../kernel/decision-kind.ts";
import type { Demand } from "../kernel/demand.ts";
import { type CircleId, EVERYONE, type PersonId } from "../kernel/ids.ts";
import { addWhole, divCeil } from "../kernel/integer.ts";
import { decode, type ValueOf } from "../kernel/schema.ts";
import type { Reader } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { awakeCount, isAwake } from "../membership/index.ts";
import type { effectShape } from "./types.ts";

/** Of a circle that sleeps, the part that counts as awake all the same: one in so many. */
const AWAKE_LEAST = 5;

/** What is proposed, as far as its terms depend on it. */
export interface Proposed {
  readonly circle: CircleId;
  readonly kind: DecisionKind;
  readonly effects: readonly ValueOf<typeof effectShape>[];
}

/** On what a decision is decided: fixed at its opening, and the same for everybody. */
export interface Terms {
  readonly policy: Policy;
  readonly eligible: number;
  /** People of whom the quorum is a share. */
  readonly quorumOf: number;
  /** People who have to say yes at least. */
  readonly leastYes: number;
  /** Who is to be heard before it takes effect. */
  readonly heard: readonly PersonId[];
  /** Whether enough yes is asked for, which no choice among options can give. */
  readonly asksForYes: boolean;
  readonly closesAt: number;
  readonly effectAt: number;
}

/**
 * Works out the terms of a decision: its circle's policy for the kind, or what its effects demand
 * where that is more, each for itself.
 *
 * Why: who entrenches a way to decide reaches it themselves, and who loosens it does so by the old one.
 * Only where all that is done makes deciding easier, anyone who sleeps is left out of the quorum's roll.
 */
export function termsOf(
  { state, catalogue, now }: { state: Reader; catalogue: Catalogue; now: number },
  { circle, kind, effects }: Proposed,
): Terms {
  const demands = effects.map(({ tag, payload }) =>
    demandOf(state, catalogue, circle, { tag, payload }),
  );
  const heard = [...new Set(demands.flatMap((demand) => demand.heard ?? []))];
  let policy = policyOf(state, circle, kind);
  for (const demand of demands) {
    for (const other of demand.policies ?? []) policy = stricterOf(policy, other);
  }
  if (demands.some((demand) => demand.putsOut === true)) {
    policy = { ...policy, votingMs: Math.max(policy.votingMs, DISMISSAL_DAYS * DAY) };
  }
  const eligible = circleSize(state, circle);
  const isLoosening = demands.length > 0 && demands.every((demand) => demand.isLoosening === true);
  const closesAt = addWhole(now, policy.votingMs);
  return {
    policy,
    eligible,
    quorumOf: isLoosening ? awakeOf(state, circle, eligible, now) : eligible,
    leastYes: demands.reduce((most, { leastYes = 0 }) => Math.max(most, leastYes), 0),
    heard,
    asksForYes: demands.some(
      ({ policies, leastYes = 0 }) => policies !== undefined || leastYes > 0,
    ),
    closesAt,
    effectAt: addWhole(closesAt, policy.delayMs),
  };
}

/** What an effect demands; nothing where it cannot be read, since it cannot be opened then. */
function demandOf(
  state: Reader,
  catalogue: Catalogue,
  author: CircleId,
  { tag, payload }: Pick<ValueOf<typeof effectShape>, "tag" | "payload">,
): Demand {
  const action = catalogue.action(tag);
  if (action?.demands === undefined) return {};
  const input = decode(action.input, payload);
  return input.ok ? action.demands({ state, author, input: input.value } as never) : {};
}

/** How many people of a circle count as awake: a fifth of them at least. */
function awakeOf(state: Reader, circle: CircleId, eligible: number, now: number): number {
  const awake =
    circle === EVERYONE
      ? awakeCount(state, now)
      : peopleIn(state, circle).filter((person) => isAwake(state, person, now)).length;
  return Math.min(eligible, Math.max(awake, divCeil(eligible, AWAKE_LEAST)));
}
