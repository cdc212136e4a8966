import { defineAction } from "../kernel/action.ts";
import { present } from "../kernel/assert.ts";
import { refuse } from "../kernel/fault.ts";
import { record, u16 } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { isLive, liveDevices } from "./devices.ts";
import { deviceRevoked } from "./events.ts";
import { identityFaults as faults } from "./faults.ts";
import { devices } from "./types.ts";

/**
 * Ends a device of the person who acts.
 *
 * Why: a lost or stolen device must stop signing at once; the last key stays, since without any key
 * the person could never act again.
 * Faults: identity/no-such-device, identity/last-key.
 */
export const revokeDevice = defineAction({
  type: "identity/revoke-device",
  tag: 0x0202,
  author: "person",
  recovers: true,
  summary: "Removes one of your devices, so that it can no longer sign.",
  visibility: "everyone",
  input: record({ device: u16 }),
  about: { device: "the device's number in your list" },
  check({ state, author, input, now }) {
    const device = devices.get(state, [author, input.device]);
    if (device === undefined || !isLive(device, now)) return refuse(faults["no-such-device"]);
    if (liveDevices(state, author, now).length === 1) return refuse(faults["last-key"]);
    return undefined;
  },
  apply({ state, author, input, now }) {
    const device = present(devices.get(state, [author, input.device]), "the device was checked");
    devices.put(state, [author, input.device], { ...device, until: now });
    return [deviceRevoked([author], { person: author, device: input.device })];
  },
  why: ({ state, author, input, now }) =>
    explain(
      "identity/revoke-device",
      "A person removes their own devices; the last key stays.",
      { device: input.device, left: liveDevices(state, author, now).length - 1 },
      "The device cannot sign any more; what it signed before stays.",
    ),
});
