import { defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import { refuse } from "../kernel/fault.ts";
import type { PersonId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import type { Reader } from "../kernel/state.ts";
import { explain } from "../kernel/why.ts";
import { freezeLifted, liftAsked } from "./events.ts";
import { identityFaults as faults } from "./faults.ts";
import { liftFreeze as lift, liveFreezers, type RunningFreeze, runningFreeze } from "./freezing.ts";
import { keyIn, type RankedKey, rankedKeys } from "./ranks.ts";
import { freezes } from "./safety-types.ts";

/**
 * Lifts a freeze: a recovery key does it alone, old keys by two, and a key what it alone froze.
 *
 * Why: a stolen device alone can never lift what stops it, and a stolen recovery key cannot hold two
 * devices of somebody frozen.
 */
export const liftFreeze = defineAction({
  type: "identity/lift-freeze",
  tag: 0x0206,
  author: "person",
  recovers: true,
  whileFrozen: true,
  free: "the safety of keys has no price",
  summary: "Lifts the freeze of your devices, or asks for it as one of two.",
  visibility: "everyone",
  input: record({}),
  about: {},
  refuses: [
    "identity/asked-already",
    "identity/no-such-device",
    "identity/not-frozen",
    "identity/too-young-to-lift",
  ],
  check({ state, author, device, now }) {
    const keys = rankedKeys(state, author, now);
    const by = keyIn(keys, device);
    if (by === undefined) return refuse(faults["no-such-device"]);
    const freeze = runningFreeze(state, author, now);
    if (freeze === undefined) return refuse(faults["not-frozen"]);
    if (isEnough(state, author, { freeze, by, keys })) return undefined;
    if (freeze.askedBy === device) return refuse(faults["asked-already"]);
    return by.isNew ? refuse(faults["too-young-to-lift"]) : undefined;
  },
  apply({ state, author, device, now }) {
    const keys = rankedKeys(state, author, now);
    const by = present(keyIn(keys, device), "anyone who lifts has the key");
    const freeze = present(runningFreeze(state, author, now), "the freeze was checked");
    const data = { person: author, by: device };
    if (isEnough(state, author, { freeze, by, keys })) {
      lift(state, author, now);
      return [freezeLifted([author], data)];
    }
    freezes.put(state, [author, freeze.from], { until: freeze.until, askedBy: device });
    return [liftAsked([author], data)];
  },
  why({ state, author, device, now }) {
    const keys = rankedKeys(state, author, now);
    const [by, freeze] = [keyIn(keys, device), runningFreeze(state, author, now)];
    const isLast =
      by !== undefined && freeze !== undefined && isEnough(state, author, { freeze, by, keys });
    return explain(
      "identity/lift-freeze",
      "A recovery key lifts a freeze alone, old keys do it by two, and a key what it alone froze.",
      { until: freeze?.until ?? 0, isEnough: isLast },
      isLast ? "Your devices can do everything again." : "One more old key has to lift it too.",
    );
  },
});

interface Lift {
  readonly freeze: RunningFreeze;
  readonly by: RankedKey;
  readonly keys: readonly RankedKey[];
}

/** Tells whether a freeze ends with the word of this key. */
function isEnough(state: Reader, person: PersonId, { freeze, by, keys }: Lift): boolean {
  if (by.kind === "recovery" && !by.isNew) return true;
  const freezers = liveFreezers(state, person, freeze, keys);
  if (freezers.every((device) => device === by.device) && freezers.length > 0) return true;
  const other = keyIn(keys, freeze.askedBy);
  return !by.isNew && other !== undefined && !other.isNew && other.device !== by.device;
}
