import { DAY, HOUR } from "#protocol/index.js";
import type { Narrator, Story } from "../recorder.ts";
import { decide } from "./deciding.ts";

const note = new Uint8Array(32);
const UNIT = 1_000_000;

function trust(narrator: Narrator, person: number, currency: number, cap: number): void {
  const until = narrator.testLaw.now + 30 * DAY;
  narrator.act(person, "money/trust", { currency, cap, until });
}

function pay(
  narrator: Narrator,
  from: number,
  to: number,
  parts: readonly (readonly [number, number])[],
  outcome?: string,
): void {
  const listed = parts.map(([currency, micro]) => ({ currency, micro }));
  narrator.act(from, "money/pay", { to, parts: listed, note }, outcome);
}

/** What money's vectors show. */
export const moneyStories: readonly Story[] = [
  {
    file: "money/income-across-midnights",
    name: "income is the same however often it is collected, to a share; the window ends it",
    people: 3,
    shows: ["money"],
    tell(narrator) {
      const claim = (person: number, outcome?: string) =>
        narrator.act(person, "money/claim", { until: 0 }, outcome);
      narrator.wait(HOUR - 1);
      claim(1, "money/nothing-to-claim");
      narrator.wait(1);
      claim(1);
      narrator.wait(40 * HOUR);
      claim(1);
      claim(2);
      narrator.wait(100 * DAY);
      claim(3);
    },
  },
  {
    file: "money/a-voted-income-counts-from-midnight",
    name: "a raised income counts for the hours after its midnight and for none before",
    people: 3,
    shows: ["money"],
    tell(narrator) {
      narrator.wait(5 * HOUR);
      const input = { parameter: "income-per-hour", value: 1_100_000 };
      const wishes = [{ type: "constitution/set-parameter", input }];
      decide(narrator, { word: "raise", decision: 1, kind: "rule", wishes, voters: [1, 2] });
      narrator.wait(3 * DAY);
      narrator.act(1, "money/claim", { until: 0 });
    },
  },
  {
    file: "money/payments-go-where-they-are-taken",
    name: "trust, caps, several currencies at once, and money that comes home",
    people: 3,
    shows: ["money"],
    tell(narrator) {
      narrator.wait(30 * HOUR);
      for (const person of [1, 2]) narrator.act(person, "money/claim", { until: 0 });
      pay(narrator, 1, 2, [[1, UNIT]], "money/not-trusted");
      trust(narrator, 2, 1, 5 * UNIT);
      pay(narrator, 1, 2, [[1, 5 * UNIT + 1]], "money/cap-reached");
      pay(narrator, 1, 2, [[1, 5 * UNIT]]);
      trust(narrator, 3, 1, 0);
      trust(narrator, 3, 2, 0);
      const parts = [
        [1, 2 * UNIT],
        [2, 3 * UNIT],
      ] as const;
      pay(narrator, 2, 3, parts);
      pay(narrator, 3, 1, [[1, 2 * UNIT]]);
      narrator.act(3, "money/untrust", { currency: 1 });
      pay(narrator, 1, 3, [[1, 1]], "money/not-trusted");
      pay(narrator, 3, 2, [[2, 3 * UNIT + 1]], "money/insufficient");
    },
  },
  {
    file: "money/a-circle-holds-and-pays",
    name: "everyone takes money of one person, is paid, pays back half, and answers an offer",
    people: 3,
    shows: ["money"],
    tell(narrator) {
      const everyone = 4_294_967_297;
      const voters = [1, 2];
      narrator.wait(30 * HOUR);
      for (const person of [1, 2]) narrator.act(person, "money/claim", { until: 0 });
      pay(narrator, 1, everyone, [[1, UNIT]], "money/not-trusted");
      pay(narrator, 1, everyone + 1, [[1, UNIT]], "money/no-such-account");
      const until = narrator.testLaw.now + 365 * DAY;
      const takes = { currency: 1, cap: 10 * UNIT, until };
      decide(narrator, {
        word: "take",
        decision: 1,
        kind: "money",
        wishes: [{ type: "money/trust-as-circle", input: takes }],
        voters,
      });
      pay(narrator, 1, everyone, [[1, 10 * UNIT + 1]], "money/cap-reached");
      pay(narrator, 1, everyone, [[1, 10 * UNIT]]);
      const offer = { to: everyone, currency: 2, micro: 2 * UNIT, note };
      narrator.act(2, "money/offer", offer);
      const back = { to: 1, parts: [{ currency: 1, micro: 5 * UNIT }], note };
      decide(narrator, {
        word: "spend",
        decision: 2,
        kind: "money",
        wishes: [
          { type: "money/pay-as-circle", input: back },
          { type: "money/accept-as-circle", input: { offer: 1 } },
        ],
        voters,
      });
    },
  },
  {
    file: "money/offers-wait-and-go-back",
    name: "four offers: accepted, declined, withdrawn, and gone back by themselves",
    people: 2,
    shows: ["money"],
    tell(narrator) {
      narrator.wait(30 * HOUR);
      narrator.act(1, "money/claim", { until: 0 });
      for (const micro of [1, 2, 3, 4]) {
        narrator.act(1, "money/offer", { to: 2, currency: 1, micro: micro * UNIT, note });
      }
      narrator.act(2, "money/accept-offer", { offer: 1 });
      narrator.act(2, "money/decline-offer", { offer: 2 });
      narrator.act(2, "money/withdraw-offer", { offer: 3 }, "money/not-your-offer");
      narrator.act(1, "money/withdraw-offer", { offer: 3 });
      narrator.wait(14 * DAY);
      narrator.act(2, "money/accept-offer", { offer: 4 }, "money/no-such-offer");
    },
  },
];
