import assert from "node:assert/strict";
import { DAY } from "../kernel/time.ts";
import { challengeBy, judgeAs, open, outcomes, show, supportBy } from "./challenging.ts";
import { applyBy } from "./joining.ts";
import { bring, type Case, vouch } from "./reaching-back.ts";
import { outcomeOf } from "./test-law.ts";

/** A challenge goes on by the figures of the day on which it was opened. */
function challenge(to: readonly number[]): Case {
  return {
    to,
    people: 8,
    live: (testLaw) => void open(testLaw, 3, [applyBy(testLaw, 1)]),
    measure(testLaw) {
      supportBy(testLaw, [4, 5, 6].slice(0, show(testLaw).needed));
      const found = testLaw.law.tableByName.get("challenges/challenges");
      assert.ok(found);
      const { reason: _, ...row } = testLaw.state.read(found, [1]) as { readonly reason: unknown };
      testLaw.pass(3 * DAY);
      return [row, show(testLaw).stage, show(testLaw).closesAt];
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
    measure(testLaw) {
      testLaw.pass(11 * DAY);
      testLaw.pass(days * DAY - 1);
      const early = vouch(testLaw, 1, 8);
      testLaw.pass(1);
      const story = [early, vouch(testLaw, 1, 8)];
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
    live(testLaw) {
      const person = bring(testLaw);
      challengeBy(testLaw, [3, 4, 5], [person]);
      testLaw.pass(3 * DAY);
      judgeAs(testLaw, [1, 2, 6, 7], ["no"]);
      testLaw.pass(11 * DAY);
      assert.deepEqual(outcomes(testLaw), ["honest"]);
    },
    measure(testLaw) {
      testLaw.pass(365 * DAY - 1);
      const early = outcomeOf(open(testLaw, 6, [10]));
      testLaw.pass(1);
      return [early, outcomeOf(open(testLaw, 6, [10]))];
    },
  },
  "voucher-pause-days": pausing([60, 120], 90, (testLaw) => {
    challengeBy(testLaw, [3, 4, 5], [bring(testLaw)]);
    testLaw.pass(3 * DAY);
    judgeAs(testLaw, [1, 2, 6, 7], ["yes"]);
  }),
  "voucher-pause-again-days": pausing([275, 455], 365, (testLaw) => {
    const [first, second] = [bring(testLaw), bring(testLaw)];
    challengeBy(testLaw, [3, 4, 5], [first]);
    testLaw.pass(3 * DAY);
    judgeAs(testLaw, [1, 2, 6, 7], ["yes"]);
    testLaw.pass(11 * DAY);
    challengeBy(testLaw, [6, 7, 8], [second]);
    testLaw.pass(3 * DAY);
    judgeAs(testLaw, [1, 2, 3, 4], ["yes"], 2);
  }),
} satisfies { readonly [name: string]: Case };
