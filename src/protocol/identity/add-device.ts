import { parameterValue } from "../constitution/index.ts";
import { defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import { refuse } from "../kernel/fault.ts";
import { bytes, bytes32, moment, record } from "../kernel/schema.ts";
import { DAY } from "../kernel/time.ts";
import { explain } from "../kernel/why.ts";
import { ADDED_MAX, ADDING_DAYS, mayAddFrom, noteAdded } from "./adding.ts";
import { addKey, deviceProof, isKeyTaken, liveDevices } from "./devices.ts";
import { deviceAdded } from "./events.ts";
import { identityFaults as faults } from "./faults.ts";
import { keyIn, rankedKeys } from "./ranks.ts";
import { DEVICES_LIVE_MAX, DEVICES_MAX, deviceKind, people } from "./types.ts";

/**
 * Adds a device to the person who acts, from a device or recovery key that they already have.
 *
 * Why: losing one device must never lose a person; and the new key proves itself, so that nobody can
 * claim somebody else's. It ranks last for some days, in which any key before it can refuse it.
 * Source: README.md, rules 3 and 4.
 */
export const addDevice = defineAction({
  type: "identity/add-device",
  tag: 0x0201,
  author: "person",
  recovers: true,
  free: "the safety of keys has no price",
  summary: "Adds a device with which you can sign.",
  visibility: "everyone",
  input: record({ key: bytes32, kind: deviceKind, until: moment, proof: bytes(64) }),
  about: {
    key: "the new device's public key",
    kind: "device for everyday use, recovery to come back with",
    until: "when it ends by itself; 0 for no end",
    proof: "the new key's signature over your number, so that it is its own",
  },
  refuses: [
    "identity/added-lately",
    "identity/ends-too-soon",
    "identity/key-taken",
    "identity/no-such-device",
    "identity/not-proven",
    "identity/too-many-devices",
  ],
  check({ state, author, device, input, now, ...world }) {
    const by = keyIn(rankedKeys(state, author, now), device);
    if (by === undefined) return refuse(faults["no-such-device"]);
    if (isKeyTaken(world, state, input.key)) return refuse(faults["key-taken"]);
    if (input.until !== 0 && input.until <= now) return refuse(faults["ends-too-soon"]);
    const live = liveDevices(state, author, now).length;
    const ever = people.get(state, [author])?.devices ?? 0;
    if (live >= DEVICES_LIVE_MAX || ever >= DEVICES_MAX) {
      return refuse(faults["too-many-devices"], { live, most: DEVICES_LIVE_MAX });
    }
    const from = mayAddFrom(state, author, by, now);
    if (now < from) return refuse(faults["added-lately"], { from });
    const message = deviceProof(world, author, input.key);
    if (!world.verify(input.key, message, input.proof)) return refuse(faults["not-proven"]);
    return undefined;
  },
  apply({ state, author, device: by, input, now, ...world }) {
    const { key, kind, until } = input;
    const adding = present(
      keyIn(rankedKeys(state, author, now), by),
      "anyone who adds has the key",
    );
    noteAdded(state, author, adding, now);
    const oldFrom = now + parameterValue(state, "key-new-days") * DAY;
    const device = addKey(world, state, author, { key, kind, since: now, until, oldFrom });
    return [deviceAdded([author], { person: author, device, kind, by })];
  },
  why: ({ state, author, input, now }) =>
    explain(
      "identity/add-device",
      "A person adds devices for themselves; each new key shows that it is its own, and older ones can refuse it for some days.",
      {
        devices: liveDevices(state, author, now).length,
        most: DEVICES_LIVE_MAX,
        kind: input.kind,
        mostAdded: ADDED_MAX,
        withinDays: ADDING_DAYS,
      },
      "The device signs for you from now on.",
    ),
});
