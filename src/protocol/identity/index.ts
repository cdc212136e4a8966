import { defineRoom } from "../kernel/room.ts";
import { addDevice } from "./add-device.ts";
import { removalsHappen } from "./due.ts";
import * as events from "./events.ts";
import { identityFaults } from "./faults.ts";
import { founding } from "./founding.ts";
import { freeze } from "./freeze.ts";
import { devicesBelong, growthIsBounded, peopleAreNumbered } from "./invariants.ts";
import { liftFreeze } from "./lift-freeze.ts";
import { revokeDevice } from "./revoke-device.ts";
import { addingIsPaced, freezesHold, noticesAgree, removalsAgree } from "./safety-invariants.ts";
import {
  adders,
  freezers,
  freezes,
  noticeRests,
  notices,
  noticesDue,
  removals,
  removalsDue,
} from "./safety-types.ts";
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
import { vetoDevice } from "./veto-device.ts";
import { vetoRemoval } from "./veto-removal.ts";
import {
  devicesView,
  didView,
  freezeView,
  growthOfDayView,
  resolveView,
  signerView,
} from "./views.ts";

/** Who a person is, whatever their keys. */
export const identity = defineRoom({
  name: "identity",
  number: IDENTITY,
  summary: "Who a person is, and the devices with which they sign.",
  tables: [
    counters,
    people,
    personById,
    devices,
    deviceByKey,
    nonces,
    scopes,
    nullifiers,
    removals,
    removalsDue,
    freezes,
    freezers,
    adders,
    notices,
    noticesDue,
    noticeRests,
  ],
  actions: [addDevice, revokeDevice, vetoRemoval, vetoDevice, freeze, liftFreeze],
  events: Object.values(events),
  views: [devicesView, freezeView, growthOfDayView, signerView, didView, resolveView],
  faults: Object.values(identityFaults),
  invariants: [
    peopleAreNumbered,
    devicesBelong,
    growthIsBounded,
    removalsAgree,
    freezesHold,
    addingIsPaced,
    noticesAgree,
  ],
  founding,
  due: removalsHappen,
});

export {
  deviceProof,
  isKeyTaken,
  isLive,
  keyHash,
  liveDevices,
  recoveryProof,
} from "./devices.ts";
export { didOf } from "./did.ts";
export { identityFaults } from "./faults.ts";
export { isFrozen } from "./freezing.ts";
export { grownBy, noteGrowth } from "./grown.ts";
export {
  callOffNotice,
  dropNotice,
  giveNotice,
  isAgreedByTwo,
  type KeyAt,
  mayGiveNoticeFrom,
  NOTICE_DAYS,
  nextNotice,
  noticeOf,
  noticesOver,
} from "./notice.ts";
export { endWhileFrozen } from "./pausing.ts";
export { peopleCount, personIdentifier, registerPerson } from "./register.ts";
export { notices } from "./safety-types.ts";
export { isNullifierUsed, type Mark, openScope, scopeHash, useNullifier } from "./scopes.ts";
export { type Signed, signedDay, useNonce } from "./signed.ts";
export { type Device, devices, nonces, nullifiers, people, scopes } from "./types.ts";
