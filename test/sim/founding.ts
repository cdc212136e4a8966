import {
  circleAccount,
  completeFounding,
  DAY,
  type DecisionKind,
  decisionKinds,
  EVERYONE,
  type FoundingDocument,
  kindOf,
  type Law,
  NOBODY,
  type Policy,
  parameterList,
  YEAR,
} from "#protocol/index.js";
import type { Key, KeyMaker } from "./keys.ts";
import type { Random } from "./random.ts";

/** What a world asks of the community that is drawn for it. */
export interface Wanted {
  readonly name: string;
  /** Places of each elder in a founding phase of 90 days; else the phase is drawn. */
  readonly placesEach?: number | undefined;
}

/** When simulated communities are founded: a midnight. */
export const START = 20_000 * DAY;

/** A simulated community before its first block. */
export interface Beginning {
  readonly document: FoundingDocument;
  /** Person n signs with the key n - 1. */
  readonly founders: readonly Key[];
  readonly validator: Key;
}

/** What a circle of the founding is for: a text that belongs to everybody. */
const PURPOSE = { owner: NOBODY, audience: "community", kind: "purpose", bytes: 100 } as const;
const NO_PHASE = { days: 0, members: 0 };

/** The name of a founder's key. */
const founderName = (seed: string, person: number) => `${seed} founder ${person}`;

/**
 * Draws a founding document: few people, short times, so that a few thousand actions reach far.
 *
 * Why: rules that only count after months or with many people would else never be met.
 */
export function drawFounding(law: Law, keys: KeyMaker, random: Random, wanted: Wanted): Beginning {
  const { name, placesEach } = wanted;
  const count = random.between(4, 12);
  const founders = Array.from({ length: count }, (_, at) => keys.make(founderName(name, at + 1)));
  const validator = keys.make(`${name} validator`);
  const none = new Uint8Array(32);
  const elders = random.between(2, count);
  const circle = drawCircle(random, count);
  const document = completeFounding(law.rooms, {
    format: 1,
    foundedAt: START,
    salt: random.bytes(32),
    validators: [{ key: validator.publicKey, power: 1 }],
    rooms: {
      identity: {
        people: founders.map(({ publicKey }) => ({ device: publicKey, recovery: none })),
      },
      membership: {
        members: founders.map((_, at) => ({
          person: at + 1,
          since: START,
          founder: at < elders,
          invitedBy: NOBODY,
        })),
        vouches: [],
        phase:
          placesEach === undefined
            ? random.pick([NO_PHASE, { days: 20, members: 60 }, { days: 90, members: 2 * count }])
            : { days: 90, members: count + placesEach * elders },
      },
      constitution: { charter: none, parameters: drawParameters(random), articles: [] },
      circles: { policies: drawPolicies(random), circles: [circle], roles: [] },
      records: { texts: [{ ...PURPOSE, hash: circle.purpose }], profiles: [] },
      ...(random.once(2) ? { money: drawPurse(random, count) } : {}),
    },
  });
  return { document, founders, validator };
}

/** A circle of the first few founders, so that what circles do is met from the first day on. */
function drawCircle(random: Random, people: number) {
  const members = Array.from({ length: random.between(1, people) }, (_, at) => at + 1);
  return { parent: EVERYONE, purpose: random.bytes(32), members };
}

/** Money that everyone holds together from the first day on, and takes more of. */
function drawPurse(random: Random, people: number) {
  const account = circleAccount(EVERYONE);
  const currencies = Array.from({ length: random.between(1, people) }, (_, at) => at + 1);
  return {
    index: 1n << 96n,
    trusts: currencies.map((currency) => ({ account, currency, cap: 0, until: START + YEAR })),
    balances: currencies.map((currency) => ({
      account,
      currency,
      shares: BigInt(random.between(1, 40)) * 10n ** 18n + 7n,
    })),
    claims: [],
  };
}

/** Some rules differ from their defaults, towards what makes things happen. */
function drawParameters(random: Random) {
  const lively: { readonly [name: string]: readonly number[] } = {
    "vouch-pace-days": [0, 1, 5],
    "vouch-wait-days": [0, 5, 30],
    "elder-after-days": [0, 10, 90],
    "parameter-rest-days": [0, 10],
    "vouch-life-days": [180, 730],
    "vouches-needed": [1, 1, 2, 3],
    "intake-month-least": [1, 3, 6],
    "intake-year-least": [2, 6, 12],
    "application-days": [14, 60, 90],
    "applications-live-max": [5, 50],
    "offer-days": [2, 14],
    "invitations-live-max": [2, 10],
    "claim-window-days": [14, 90],
    "vouches-live-max": [5, 50],
    "challenge-days": [7, 14],
    "challenge-rest-days": [90, 365],
    "voucher-pause-days": [30, 90],
    "voucher-pause-again-days": [180, 365],
  };
  return parameterList.flatMap(({ name }) => {
    const values = lively[name];
    return values === undefined ? [] : [{ parameter: name, value: random.pick(values) }];
  });
}

function drawPolicies(random: Random): { circle: number; kind: DecisionKind; policy: Policy }[] {
  const weighty = { quorum: [2000, 3333], days: [3, 5], delay: [3, 4] };
  const light = { quorum: [0, 1000, 3333], days: [1, 2], delay: [0, 1] };
  return decisionKinds.map((kind) => {
    const { least } = kindOf(kind);
    const { quorum, days, delay } = least.delayMs > 0 ? weighty : light;
    const { numerator, denominator } = least.majority;
    const majorities = [
      { numerator: 3, denominator: 5 },
      { numerator: 2, denominator: 3 },
      { numerator, denominator },
    ];
    const policy = {
      quorum: random.pick(quorum),
      majority: random.pick(majorities),
      votingMs: random.pick(days) * DAY,
      delayMs: random.pick(delay) * DAY,
    };
    return { circle: 1, kind, policy };
  });
}
