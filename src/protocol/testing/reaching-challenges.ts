import assert from "node:assert/strict";
import { DAY } from "../kernel/time.ts";
import { challengeBy, judgeAs, open, outcomes, show, supportBy } from "./challenging.ts";
import { applyBy } from "./joining.ts";
import { bring, type Case, vouch } from "./reaching-back.ts";
import { outcomeOf } from "./village.ts";

/** A challenge goes on by the figures of the day on which it was opened. */
function challenge(to: readonly number[]): Case {
  return {
    to,
    people: 8,
    live: (village) => void open(village, 3, [applyBy(village, 1)]),
    measure(village) {
      supportBy(village, [4, 5, 6].slice(0, show(village).needed));
      const found = village.law.tableByName.get("challenges/challenges");
      assert.ok(found);
      const { reason: _, ...row } = village.state.read(found, [1]) as { readonly reason: unknown };
      village.pass(3 * DAY);
      return [row, show(village).stage, show(village).closesAt];
    },
  };
}

/** Who let somebody in may vouch again when the challenge said that was open at the change. */
function pausing(to: readonly number[], days: number, live: Case["live"]): Case {
  return {
    to,
    people: 9,
    figures: { "vouch-pace-days": 0, "vouches-needed": 2 },
    live,
    measure(village) {
      village.pass(11 * DAY);
      village.pass(days * DAY - 1);
      const early = vouch(village, 1, 8);
      village.pass(1);
      const story = [early, vouch(village, 1, 8)];
      assert.deepEqual(story, ["membership/barred-from-vouching", "done"]);
      return story;
    },
  };
}

/** What of challenges is lived through under a figure. */
export const challengeCases = {
  "challenge-support-percent": { ...challenge([4, 6]), people: 50 },
  "jury-size": challenge([13, 17]),
  "jury-percent": challenge([61, 71]),
  "juror-after-days": challenge([60, 120]),
  "challenge-days": challenge([7, 21]),
  "appeal-days": challenge([3, 14]),
  "challenge-rest-days": {
    ...challenge([275, 455]),
    people: 9,
    figures: { "vouch-pace-days": 0, "vouches-needed": 2 },
    live(village) {
      const person = bring(village);
      challengeBy(village, [3, 4, 5], [person]);
      village.pass(3 * DAY);
      judgeAs(village, [1, 2, 6, 7], ["no"]);
      village.pass(11 * DAY);
      assert.deepEqual(outcomes(village), ["honest"]);
    },
    measure(village) {
      village.pass(365 * DAY - 1);
      const early = outcomeOf(open(village, 6, [10]));
      village.pass(1);
      return [early, outcomeOf(open(village, 6, [10]))];
    },
  },
  "voucher-pause-days": pausing([60, 120], 90, (village) => {
    challengeBy(village, [3, 4, 5], [bring(village)]);
    village.pass(3 * DAY);
    judgeAs(village, [1, 2, 6, 7], ["yes"]);
  }),
  "voucher-pause-again-days": pausing([275, 455], 365, (village) => {
    const [first, second] = [bring(village), bring(village)];
    challengeBy(village, [3, 4, 5], [first]);
    village.pass(3 * DAY);
    judgeAs(village, [1, 2, 6, 7], ["yes"]);
    village.pass(11 * DAY);
    challengeBy(village, [6, 7, 8], [second]);
    village.pass(3 * DAY);
    judgeAs(village, [1, 2, 3, 4], ["yes"], 2);
  }),
} satisfies { readonly [name: string]: Case };
