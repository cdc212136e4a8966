import { endWhileFrozen } from "../identity/index.ts";
import type { PersonId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { addInput } from "./keyring.ts";
import { type Case, done } from "./reaching-back.ts";
import { makeKey } from "./test-keys.ts";
import { outcomeOf, type TestLaw } from "./test-law.ts";

function addKey(testLaw: TestLaw, kind: "device" | "recovery"): void {
  done(testLaw, 1, "identity/add-device", addInput(testLaw, 1, makeKey(), kind));
}

const keysOf = (testLaw: TestLaw) =>
  testLaw
    .view<{ isNew: boolean; isFrozen: boolean; removal: { at: number } | null }[]>(
      "identity/devices",
      { person: 1 },
    )
    .map(({ isNew, isFrozen, removal }) => [isNew, isFrozen, removal?.at]);

/** The first key removes one that ranks behind it, or a recovery key, which ranks before it. */
function removal(kind: "device" | "recovery", to: readonly number[]): Case {
  return {
    to,
    live(testLaw) {
      addKey(testLaw, kind);
      testLaw.pass(40 * DAY);
      done(testLaw, 1, "identity/revoke-device", { device: 1 });
    },
    measure: keysOf,
  };
}

/** What of people's keys is lived through under a figure. */
export const keyCases = {
  "key-new-days": {
    to: [15, 45],
    live: (testLaw) => addKey(testLaw, "device"),
    measure(testLaw) {
      testLaw.pass(30 * DAY - 1);
      const early = keysOf(testLaw);
      testLaw.pass(1);
      return [early, keysOf(testLaw)];
    },
  },
  "freeze-days": {
    to: [15],
    live: (testLaw) => done(testLaw, 1, "identity/freeze", {}),
    measure: keysOf,
  },
  "freeze-again-days": {
    to: [60, 120],
    live(testLaw) {
      done(testLaw, 1, "identity/freeze", {});
      testLaw.pass(1);
    },
    measure(testLaw) {
      testLaw.pass(90 * DAY - 2);
      const early = outcomeOf(testLaw.act(1, "identity/freeze", {}));
      testLaw.pass(1);
      return [early, outcomeOf(testLaw.act(1, "identity/freeze", {}))];
    },
  },
  "freeze-pause-days": {
    to: [7],
    live(testLaw) {
      testLaw.pass(DAY);
      done(testLaw, 1, "identity/freeze", {});
    },
    measure(testLaw) {
      const person = 1 as PersonId;
      return endWhileFrozen(testLaw.state, person, testLaw.now - DAY, 3 * DAY) - testLaw.now;
    },
  },
  "removal-days": removal("device", [3, 14]),
  "removal-of-older-days": removal("recovery", [45]),
} satisfies { readonly [name: string]: Case };
