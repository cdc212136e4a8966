import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { record, u16 } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { deviceRefused } from "./events.ts";
import { identityFaults as faults } from "./faults.ts";
import { callOffNoticeBy } from "./notice.ts";
import { keyIn, rankedKeys } from "./ranks.ts";
import { endKey } from "./removing.ts";

/**
 * Refuses a key that was added lately: it ends at once.
 *
 * Why: anyone who steals one device must not be able to settle in with more of their own. A frozen key may
 * refuse.
 */
export const vetoDevice = defineAction({
  type: "identity/veto-device",
  tag: 0x0204,
  author: "person",
  recovers: true,
  whileFrozen: true,
  free: "the safety of keys has no price",
  summary: "Refuses a device that was added to you lately, so that it ends at once.",
  visibility: "everyone",
  input: record({ device: u16 }),
  about: { device: "the number of the new device" },
  refuses: ["identity/no-longer-new", "identity/no-such-device", "identity/ranks-behind"],
  check({ state, author, device, input, now }) {
    const keys = rankedKeys(state, author, now);
    const [by, target] = [keyIn(keys, device), keyIn(keys, input.device)];
    if (by === undefined || target === undefined) return refuse(faults["no-such-device"]);
    if (!target.isNew) return refuse(faults["no-longer-new"]);
    return by.rank < target.rank ? undefined : refuse(faults["ranks-behind"]);
  },
  apply({ state, author, device, input, now }) {
    endKey(state, author, input.device, now);
    const refused = deviceRefused([author], { person: author, device: input.device, by: device });
    const calledOff = callOffNoticeBy(state, input.device, { person: author, device, now });
    return [refused, ...calledOff];
  },
  why({ state, author, input, now }) {
    const target = keyIn(rankedKeys(state, author, now), input.device);
    return explain(
      "identity/veto-device",
      "A key that was added lately ends at once if one that ranks before it says so.",
      { device: input.device, isNew: target?.isNew ?? false, oldFrom: target?.oldFrom ?? 0 },
      "The device cannot sign any more; its key is never used again.",
    );
  },
});
