import { defineRoom } from "../kernel/room.ts";
import { addDevice } from "./add-device.ts";
import * as events from "./events.ts";
import { identityFaults } from "./faults.ts";
import { founding } from "./founding.ts";
import { devicesBelong, peopleAreNumbered } from "./invariants.ts";
import { revokeDevice } from "./revoke-device.ts";
import {
  counters,
  deviceByKey,
  devices,
  IDENTITY,
  nonces,
  nullifiers,
  people,
  personById,
  scopes,
} from "./types.ts";
import { devicesView, didView, resolveView, signerView } from "./views.ts";

/** Who a person is, whatever their keys. */
export const identity = defineRoom({
  name: "identity",
  number: IDENTITY,
  summary: "Who a person is, and the devices with which they sign.",
  tables: [counters, people, personById, devices, deviceByKey, nonces, scopes, nullifiers],
  actions: [addDevice, revokeDevice],
  events: Object.values(events),
  views: [devicesView, signerView, didView, resolveView],
  faults: Object.values(identityFaults),
  invariants: [peopleAreNumbered, devicesBelong],
  founding,
});

export { deviceProof, isKeyTaken, isLive, keyHash, liveDevices } from "./devices.ts";
export { didOf } from "./did.ts";
export { identityFaults } from "./faults.ts";
export { peopleCount, personIdentifier, registerPerson } from "./register.ts";
export { isNullifierUsed, type Mark, openScope, scopeHash, useNullifier } from "./scopes.ts";
export { type Device, devices, nonces, nullifiers, people, scopes } from "./types.ts";
