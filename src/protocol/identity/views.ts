import { parameterValue } from "../constitution/index.ts";
import { equalBytes } from "../kernel/bytes.ts";
import { type PersonId, personId } from "../kernel/ids.ts";
import { bytes32, record } from "../kernel/schema.ts";
import { DAY, dayOf } from "../kernel/time.ts";
import { defineView } from "../kernel/view.ts";
import { isLive, keyHash } from "./devices.ts";
import { didDocument, didOf } from "./did.ts";
import { isFrozen, liveFreezers, mayFreezeFrom, runningFreeze } from "./freezing.ts";
import { grownBy } from "./grown.ts";
import { keyIn, rankedKeys } from "./ranks.ts";
import { NO_KEY, type Removal, removals } from "./safety-types.ts";
import { deviceByKey, devices, nonces, people, personById } from "./types.ts";

/** A person's devices: numbers, keys, purposes, ends and last nonces. */
export const devicesView = defineView({
  name: "identity/devices",
  summary:
    "A person's devices, past and present: how they rank, which are new, frozen or being removed.",
  visibility: "everyone",
  query: record({ person: personId }),
  read({ state, query, now }) {
    const { person } = query;
    if (!people.has(state, [person])) return undefined;
    const keys = rankedKeys(state, person, now);
    return [...devices.entries(state, [person])].map(({ key, row }) => {
      const ranked = keyIn(keys, key[1]);
      return {
        device: key[1],
        ...row,
        isLive: ranked !== undefined,
        nonce: nonces.get(state, key)?.last ?? 0,
        rank: ranked?.rank ?? 0,
        isNew: ranked?.isNew ?? false,
        isFrozen: isFrozen(row, now),
        mayFreezeFrom: ranked === undefined ? 0 : mayFreezeFrom(state, person, ranked),
        removal: readRemoval(removals.get(state, key)),
      };
    });
  },
});

/** The freeze of a person's keys that stands, or that there is none. */
export const freezeView = defineView({
  name: "identity/freeze",
  summary: "Whether a person's keys are frozen, since when, until when and by which keys.",
  visibility: "everyone",
  query: record({ person: personId }),
  read({ state, query, now }) {
    const { person } = query;
    if (!people.has(state, [person])) return undefined;
    const freeze = runningFreeze(state, person, now);
    if (freeze === undefined) return { isFrozen: false, from: 0, until: 0, by: [], askedBy: null };
    const by = liveFreezers(state, person, freeze, rankedKeys(state, person, now));
    const { from, until, askedBy } = freeze;
    return { isFrozen: true, from, until, by, askedBy: numberOrNull(askedBy) };
  },
});

function readRemoval(row: Removal | undefined) {
  if (row === undefined) return null;
  const { by, together, vetoedBy, at } = row;
  return { by, together: numberOrNull(together), vetoedBy: numberOrNull(vetoedBy), at };
}

function numberOrNull(key: number): number | null {
  return key === NO_KEY ? null : key;
}

/** What was added on a person's account today, and how much may be. */
export const growthOfDayView = defineView({
  name: "identity/growth",
  summary:
    "How many rows and bytes a person has added today, of how many, and when there is room again.",
  visibility: "everyone",
  query: record({ person: personId }),
  read({ state, query, now }) {
    if (!people.has(state, [query.person])) return undefined;
    return {
      ...grownBy(state, query.person, now),
      mostRows: parameterValue(state, "growth-rows-per-day"),
      mostBytes: parameterValue(state, "growth-kilobytes-per-day") * 1024,
      again: (dayOf(now) + 1) * DAY,
    };
  },
});

/** Who a key belongs to, and the nonce that its next action must exceed. */
export const signerView = defineView({
  name: "identity/signer",
  summary: "The person and device that a key belongs to.",
  visibility: "everyone",
  query: record({ key: bytes32 }),
  read({ state, query, now, sha256 }) {
    const found = deviceByKey.get(state, [keyHash({ sha256 }, query.key)]);
    if (found === undefined) return undefined;
    const device = devices.get(state, [found.person, found.device]);
    if (device === undefined || !equalBytes(device.key, query.key)) return undefined;
    const nonce = nonces.get(state, [found.person, found.device])?.last ?? 0;
    return {
      ...found,
      kind: device.kind,
      isLive: isLive(device, now),
      isFrozen: isFrozen(device, now),
      nonce,
    };
  },
});

/** A person's DID document under the `did:folk` method. */
export const didView = defineView({
  name: "identity/did",
  summary: "A person's DID document, made from the keys that are in use now.",
  visibility: "everyone",
  query: record({ person: personId }),
  read({ state, query, now, community }) {
    const row = people.get(state, [query.person]);
    return row === undefined
      ? undefined
      : didDocument(state, { community, person: query.person, id: row.id, now });
  },
});

/** Finds the person that a DID's last part names. */
export const resolveView = defineView({
  name: "identity/resolve",
  summary: "The person with this identifier.",
  visibility: "everyone",
  query: record({ id: bytes32 }),
  read({ state, query, community }) {
    const person = personById.get(state, [query.id.slice(0, 30)])?.person as PersonId | undefined;
    const row = person === undefined ? undefined : people.get(state, [person]);
    if (row === undefined || !equalBytes(row.id, query.id)) return undefined;
    return { person, did: didOf(community, row.id) };
  },
});
