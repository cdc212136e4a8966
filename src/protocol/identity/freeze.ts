import { parameterValue } from "../constitution/index.ts";
import { defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import { refuse } from "../kernel/fault.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { keysFrozen } from "./events.ts";
import { identityFaults as faults } from "./faults.ts";
import { freezeKeys, mayFreezeFrom } from "./freezing.ts";
import { callOffNotice } from "./notice.ts";
import { keyIn, rankedKeys } from "./ranks.ts";

/**
 * Freezes all everyday keys of the person who acts, older ones and this one too.
 *
 * Why: anyone who finds that a device is lost stops it within a second, from whatever key they have left;
 * meanwhile nobody can vote, pay or sign for them. Each key may do it once in a while only, so that a
 * thief cannot keep a person frozen. A notice that they leave is called off: nobody goes while frozen.
 */
export const freeze = defineAction({
  type: "identity/freeze",
  tag: 0x0205,
  author: "person",
  recovers: true,
  whileFrozen: true,
  free: "the safety of keys has no price",
  summary: "Freezes all your everyday devices, this one too, because one of them is lost.",
  visibility: "everyone",
  input: record({}),
  about: {},
  refuses: ["identity/froze-recently", "identity/no-such-device"],
  check({ state, author, device, now }) {
    const by = keyIn(rankedKeys(state, author, now), device);
    if (by === undefined) return refuse(faults["no-such-device"]);
    const from = mayFreezeFrom(state, author, by);
    return now < from ? refuse(faults["froze-recently"], { from }) : undefined;
  },
  apply({ state, author, device, now }) {
    const by = present(
      keyIn(rankedKeys(state, author, now), device),
      "anyone who freezes has the key",
    );
    const until = freezeKeys(state, author, by, now);
    const frozen = keysFrozen([author], { person: author, by: device, until });
    return [frozen, ...callOffNotice(state, { person: author, device, now })];
  },
  why: ({ state }) =>
    explain(
      "identity/freeze",
      "Any key of a person may freeze all their everyday keys, once in a while.",
      {
        days: parameterValue(state, "freeze-days"),
        againAfterDays: parameterValue(state, "freeze-again-days"),
      },
      "No device of yours can do anything but freeze and object, until your recovery file or two old devices lift it, or the days are over.",
    ),
});
