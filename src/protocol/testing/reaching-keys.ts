import { endWhileFrozen } from "../identity/index.ts";
import type { PersonId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { addInput } from "./keyring.ts";
import { type Case, done } from "./reaching-back.ts";
import { makeKey, outcomeOf, type Village } from "./village.ts";

function addKey(village: Village, kind: "device" | "recovery"): void {
  done(village, 1, "identity/add-device", addInput(village, 1, makeKey(), kind));
}

const keysOf = (village: Village) =>
  village
    .view<{ isNew: boolean; isFrozen: boolean; removal: { at: number } | null }[]>(
      "identity/devices",
      { person: 1 },
    )
    .map(({ isNew, isFrozen, removal }) => [isNew, isFrozen, removal?.at]);

/** The first key removes one that ranks behind it, or a recovery key, which ranks before it. */
function removal(kind: "device" | "recovery", to: readonly number[]): Case {
  return {
    to,
    live(village) {
      addKey(village, kind);
      village.pass(40 * DAY);
      done(village, 1, "identity/revoke-device", { device: 1 });
    },
    measure: keysOf,
  };
}

/** What of people's keys is lived through under a figure. */
export const keyCases = {
  "key-new-days": {
    to: [15, 45],
    live: (village) => addKey(village, "device"),
    measure(village) {
      village.pass(30 * DAY - 1);
      const early = keysOf(village);
      village.pass(1);
      return [early, keysOf(village)];
    },
  },
  "freeze-days": {
    to: [15],
    live: (village) => done(village, 1, "identity/freeze", {}),
    measure: keysOf,
  },
  "freeze-again-days": {
    to: [60, 120],
    live(village) {
      done(village, 1, "identity/freeze", {});
      village.pass(1);
    },
    measure(village) {
      village.pass(90 * DAY - 2);
      const early = outcomeOf(village.act(1, "identity/freeze", {}));
      village.pass(1);
      return [early, outcomeOf(village.act(1, "identity/freeze", {}))];
    },
  },
  "freeze-pause-days": {
    to: [7],
    live(village) {
      village.pass(DAY);
      done(village, 1, "identity/freeze", {});
    },
    measure(village) {
      const person = 1 as PersonId;
      return endWhileFrozen(village.state, person, village.now - DAY, 3 * DAY) - village.now;
    },
  },
  "removal-days": removal("device", [3, 14]),
  "removal-of-older-days": removal("recovery", [45]),
} satisfies { readonly [name: string]: Case };
