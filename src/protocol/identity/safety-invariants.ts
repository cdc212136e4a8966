import type { Invariant } from "../kernel/room.ts";
import { ADDED_MAX } from "./adding.ts";
import {
  adders,
  freezes,
  noticeRests,
  notices,
  noticesDue,
  removals,
  removalsDue,
} from "./safety-types.ts";
import { devices } from "./types.ts";

/** Each removal is of a device that is there, by other keys, and stands once in the list of what is due. */
export const removalsAgree: Invariant = {
  name: "identity/removals-agree",
  broken(state) {
    let waiting = 0;
    for (const { key, row } of removals.entries(state, [])) {
      waiting += 1;
      const [person, device] = key;
      const name = `the removal of device ${device} of ${person}`;
      if (!devices.has(state, key)) return `${name} is of nothing`;
      if (!removalsDue.has(state, [row.at, person, device])) return `${name} never comes`;
      if (row.by === device || row.together === device) return `${name} is its own`;
      if (row.vetoedBy === device) return `${name} is opposed by itself`;
      if (row.by === row.together) return `${name} counts one key twice`;
    }
    let due = 0;
    for (const _ of removalsDue.entries(state, [])) due += 1;
    return due === waiting ? undefined : `${due} removals are due, ${waiting} wait`;
  },
};

/** Stretches do not overlap, and no device is frozen for longer than its person's last one. */
export const freezesHold: Invariant = {
  name: "identity/freezes-hold",
  broken(state) {
    const last = new Map<number, number>();
    for (const { key, row } of freezes.entries(state, [])) {
      const [person, from] = key;
      if (from < (last.get(person) ?? 0)) return `two freezes of ${person} overlap`;
      if (row.until < from) return `a freeze of ${person} ends before it begins`;
      last.set(person, row.until);
    }
    for (const { key, row } of devices.entries(state, [])) {
      if (row.frozenUntil > (last.get(key[0]) ?? 0)) {
        return `device ${key[1]} of ${key[0]} is frozen for longer than its person`;
      }
    }
    return undefined;
  },
};

/** No key has added more others than it may, nor all new ones of a person together. */
export const addingIsPaced: Invariant = {
  name: "identity/adding-is-paced",
  broken(state, now) {
    for (const { key, row } of adders.entries(state, [])) {
      const isCounted = row.added > 0 && row.added <= ADDED_MAX && row.since <= now;
      if (!isCounted) return `key ${key[1]} of ${key[0]} added ${row.added}`;
    }
    return undefined;
  },
};

/** Each notice is of a key of its person, and stands once in the list of what is due; so is who called one off. */
export const noticesAgree: Invariant = {
  name: "identity/notices-agree",
  broken(state, now) {
    let given = 0;
    for (const { key, row } of notices.entries(state, [])) {
      given += 1;
      const name = `the notice of ${key[0]}`;
      if (!devices.has(state, [key[0], row.by])) return `${name} is of no key`;
      if (row.since > now || row.at <= row.since) return `${name} cannot be`;
      if (!noticesDue.has(state, [row.at, key[0]])) return `${name} never takes effect`;
    }
    let due = 0;
    for (const _ of noticesDue.entries(state, [])) due += 1;
    if (due !== given) return `${due} notices are due, ${given} are given`;
    for (const { key, row } of noticeRests.entries(state, [])) {
      if (!devices.has(state, [key[0], row.by])) return `no key of ${key[0]} called a notice off`;
    }
    return undefined;
  },
};
