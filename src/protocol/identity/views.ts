import { equalBytes } from "../kernel/bytes.ts";
import { type PersonId, personId } from "../kernel/ids.ts";
import { bytes32, record } from "../kernel/schema.ts";
import { defineView } from "../kernel/view.ts";
import { isLive, keyHash } from "./devices.ts";
import { didDocument, didOf } from "./did.ts";
import { deviceByKey, devices, nonces, people, personById } from "./types.ts";

/** A person's devices: numbers, keys, purposes, ends and last nonces. */
export const devicesView = defineView({
  name: "identity/devices",
  summary: "A person's devices, past and present.",
  visibility: "everyone",
  query: record({ person: personId }),
  read({ state, query, now }) {
    if (!people.has(state, [query.person])) return undefined;
    return [...devices.entries(state, [query.person])].map(({ key, row }) => ({
      device: key[1],
      ...row,
      isLive: isLive(row, now),
      nonce: nonces.get(state, key)?.last ?? 0,
    }));
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
    return { ...found, kind: device.kind, isLive: isLive(device, now), nonce };
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
