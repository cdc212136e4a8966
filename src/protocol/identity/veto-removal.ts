import { defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import { refuse } from "../kernel/fault.ts";
import { record, u16 } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { removalOpposed, removalStopped } from "./events.ts";
import { identityFaults as faults } from "./faults.ts";
import { keyIn, type RankedKey, rankedKeys } from "./ranks.ts";
import { dropRemoval, putRemoval } from "./removing.ts";
import { NO_KEY, type Removal, removals } from "./safety-types.ts";

/**
 * Objects to the removal of another of one's devices.
 *
 * Why: one key that ranks before the remover stops it, and so do two old ones together, whatever their
 * rank; against two that remove together it takes two. A frozen key may object. Anyone who began a removal
 * may take it back.
 */
export const vetoRemoval = defineAction({
  type: "identity/veto-removal",
  tag: 0x0203,
  author: "person",
  recovers: true,
  whileFrozen: true,
  free: "the safety of keys has no price",
  summary: "Objects to the removal of one of your devices, so that it stays.",
  visibility: "everyone",
  input: record({ device: u16 }),
  about: { device: "the number of the device that is being removed" },
  refuses: [
    "identity/no-removal",
    "identity/no-such-device",
    "identity/opposed-already",
    "identity/own-removal",
    "identity/too-young-to-object",
  ],
  check({ state, author, device, input, now }) {
    const keys = rankedKeys(state, author, now);
    const by = keyIn(keys, device);
    if (by === undefined) return refuse(faults["no-such-device"]);
    const held = removals.get(state, [author, input.device]);
    if (held === undefined) return refuse(faults["no-removal"]);
    if (device === input.device) return refuse(faults["own-removal"]);
    if (isEnough(held, by, keys)) return undefined;
    if (held.vetoedBy === device) return refuse(faults["opposed-already"]);
    return by.isNew ? refuse(faults["too-young-to-object"]) : undefined;
  },
  apply({ state, author, device, input, now }) {
    const keys = rankedKeys(state, author, now);
    const by = present(keyIn(keys, device), "anyone who objects has the key");
    const held = present(removals.get(state, [author, input.device]), "the removal was checked");
    const data = { person: author, device: input.device, by: device };
    if (isEnough(held, by, keys)) {
      dropRemoval(state, author, input.device);
      return [removalStopped([author], data)];
    }
    putRemoval(state, author, input.device, { ...held, vetoedBy: device });
    return [removalOpposed([author], data)];
  },
  why({ state, author, device, input, now }) {
    const keys = rankedKeys(state, author, now);
    const [by, held] = [keyIn(keys, device), removals.get(state, [author, input.device])];
    const isLast = by !== undefined && held !== undefined && isEnough(held, by, keys);
    return explain(
      "identity/veto-removal",
      "A key that ranks before the remover stops a removal alone, old keys do it by two, and no key its own.",
      { device: input.device, isEnough: isLast },
      isLast ? "The device stays." : "One more key has to object until then.",
    );
  },
});

/** Tells whether a removal ends with the word of this key. */
function isEnough(held: Removal, by: RankedKey, keys: readonly RankedKey[]): boolean {
  if (by.device === held.by || by.device === held.together) return true;
  const remover = keyIn(keys, held.by);
  if (held.together === NO_KEY && (remover === undefined || by.rank < remover.rank)) return true;
  const other = keyIn(keys, held.vetoedBy);
  return !by.isNew && other !== undefined && other.device !== by.device;
}
