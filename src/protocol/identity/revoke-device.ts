import { defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import type { Event } from "../kernel/event.ts";
import { type Refusal, refuse } from "../kernel/fault.ts";
import type { PersonId } from "../kernel/ids.ts";
import { record, u16 } from "../kernel/schema.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { explain } from "../kernel/why.ts";
import { deviceRevoked, removalBegun, removalJoined } from "./events.ts";
import { identityFaults as faults } from "./faults.ts";
import { keyIn, type RankedKey, rankedKeys } from "./ranks.ts";
import {
  dropBegunBy,
  endKey,
  isRemovedByTwo,
  putRemoval,
  removalMoment,
  soonestRemoval,
} from "./removing.ts";
import { NO_KEY, type Removal, removals } from "./safety-types.ts";

/**
 * Removes a device of the person who acts: itself at once, another one after some days.
 *
 * Why: anyone who holds one key must not be able to take all others away before anybody notices; freezing
 * is what stops a lost device at once. A second old key makes the two of them stronger than any
 * single one. The last key stays, since without any key the person could never act again.
 */
export const revokeDevice = defineAction({
  type: "identity/revoke-device",
  tag: 0x0202,
  author: "person",
  recovers: true,
  free: "the safety of keys has no price",
  summary: "Removes one of your devices: this one at once, another one after some days.",
  visibility: "everyone",
  input: record({ device: u16 }),
  about: { device: "the device's number in your list" },
  refuses: [
    "identity/being-removed",
    "identity/last-key",
    "identity/no-such-device",
    "identity/removal-under-way",
  ],
  check({ state, author, device, input, now }) {
    const keys = rankedKeys(state, author, now);
    const [by, target] = [keyIn(keys, device), keyIn(keys, input.device)];
    if (by === undefined || target === undefined) return refuse(faults["no-such-device"]);
    if (by === target) return keys.length === 1 ? refuse(faults["last-key"]) : undefined;
    if (isRemovedByTwo(state, author, device)) return refuse(faults["being-removed"]);
    const held = removals.get(state, [author, input.device]);
    return held === undefined ? undefined : refusalBeside(state, held, { by, target, keys, now });
  },
  apply({ state, author, device, input, now }) {
    if (device === input.device) {
      endKey(state, author, device, now);
      return [deviceRevoked([author], { person: author, device })];
    }
    return [begin(state, author, { device, target: input.device, now })];
  },
  why({ state, author, device, input, now }) {
    const keys = rankedKeys(state, author, now);
    const [by, target] = [keyIn(keys, device), keyIn(keys, input.device)];
    const isOwn = device === input.device;
    const at =
      isOwn || by === undefined || target === undefined
        ? now
        : removalMoment(state, by, target, now);
    return explain(
      "identity/revoke-device",
      "A key ends itself at once and another one after some days, later where that one ranks before it; keys that rank before it can object.",
      { device: input.device, left: keys.length - 1, at },
      "The device cannot sign from then on; what it signed before stays.",
    );
  },
});

interface Sides {
  readonly by: RankedKey;
  readonly target: RankedKey;
  readonly keys: readonly RankedKey[];
  readonly now: number;
}

/** Tells whether a key joins the one that removes a device already: both are old, nobody has yet. */
function joins(held: Removal, { by, keys }: Pick<Sides, "by" | "keys">): boolean {
  const first = keyIn(keys, held.by);
  return held.together === NO_KEY && first !== undefined && !first.isNew && !by.isNew;
}

/** A removal that waits is joined, or taken over by a key that does it sooner. */
function refusalBeside(state: Reader, held: Removal, sides: Sides): Refusal | undefined {
  const { by, target, now } = sides;
  if (held.by !== by.device && held.together === NO_KEY) {
    if (joins(held, sides) || removalMoment(state, by, target, now) < held.at) return undefined;
  }
  return refuse(faults["removal-under-way"], { at: held.at });
}

/** Where two old keys remove one, what that one began alone falls. */
function begin(
  state: Writer,
  person: PersonId,
  of: { readonly device: number; readonly target: number; readonly now: number },
): Event {
  const { now } = of;
  const keys = rankedKeys(state, person, now);
  const by = present(keyIn(keys, of.device), "anyone who removes has the key");
  const target = present(keyIn(keys, of.target), "the device was checked");
  const held = removals.get(state, [person, target.device]);
  const data = { person, device: target.device, by: by.device };
  if (held !== undefined && joins(held, { by, keys })) {
    const at = Math.min(held.at, soonestRemoval(state, now));
    const row = { by: held.by, together: by.device, vetoedBy: NO_KEY, at };
    putRemoval(state, person, target.device, row);
    dropBegunBy(state, person, target.device);
    return removalJoined([person], { ...data, at });
  }
  const at = removalMoment(state, by, target, now);
  const row = { by: by.device, together: NO_KEY, vetoedBy: NO_KEY, at };
  putRemoval(state, person, target.device, row);
  return removalBegun([person], { ...data, at });
}
