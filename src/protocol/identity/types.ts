import { decisionId, personId } from "../kernel/ids.ts";
import {
  bytes,
  bytes32,
  choice,
  moment,
  record,
  u16,
  u32,
  u53,
  type ValueOf,
} from "../kernel/schema.ts";
import { part, table } from "../kernel/table.ts";

/** The room's number: orders it, and numbers its faults, tags and tables. */
export const IDENTITY = 2;

/** Devices of one person at most, counted over all time. */
export const DEVICES_MAX = 1000;
/** Devices of one person in use at once. */
export const DEVICES_LIVE_MAX = 16;

/** What a device's key is for: everyday actions, or only to bring a person back. */
export const deviceKind = choice(["device", "recovery"]);

/** Counts what the room numbers. */
export const counters = table({
  id: 0x0201,
  name: "identity/counters",
  about: "How many people have ever been numbered.",
  visibility: "everyone",
  key: [],
  row: record({ people: u32 }),
});

/** People: who they are, whatever their keys. */
export const people = table({
  id: 0x0202,
  name: "identity/people",
  about:
    "A person: the identifier made from their first key, how many devices they have had; the last day (since 1970) on which something was added on their account, and how many rows and bytes on it.",
  visibility: "everyone",
  key: [part("person", personId)],
  row: record({
    id: bytes32,
    since: moment,
    devices: u16,
    grownOn: u32,
    grownRows: u32,
    grownBytes: u32,
  }),
});

/** Finds a person by identifier. */
export const personById = table({
  id: 0x0203,
  name: "identity/person-by-id",
  about: "The person whose identifier begins with these 30 bytes.",
  visibility: "everyone",
  key: [part("id", bytes(30))],
  row: record({ person: personId }),
});

/** Devices: the keys with which a person signs. */
export const devices = table({
  id: 0x0204,
  name: "identity/devices",
  about:
    "A key of a person: what for, since when, until when (0 means no end), from when on it counts as old, until when it is frozen (0: it is not).",
  visibility: "everyone",
  key: [part("person", personId), part("device", u16)],
  row: record({
    key: bytes32,
    kind: deviceKind,
    since: moment,
    until: moment,
    oldFrom: moment,
    frozenUntil: moment,
  }),
});

/** Finds a device by its key. */
export const deviceByKey = table({
  id: 0x0205,
  name: "identity/device-by-key",
  about: "The device whose key's hash begins with these 30 bytes; a key is used once, for ever.",
  visibility: "everyone",
  key: [part("keyHash", bytes(30))],
  row: record({ person: personId, device: u16 }),
});

/** Nonces: the number of the last action that a device signed, and when that was. */
export const nonces = table({
  id: 0x0206,
  name: "identity/nonces",
  about:
    "The number of the last action from a device; later ones are larger. The day (since 1970) on which it signed last; with the first device, on which any of them did.",
  visibility: "everyone",
  key: [part("person", personId), part("device", u16)],
  row: record({ last: u53, day: u32 }),
});

/** Scopes: decisions within which members can act anonymously, and what stood when they opened. */
export const scopes = table({
  id: 0x0207,
  name: "identity/scopes",
  about: "Within which decision members can act without a name, which group, since which state.",
  visibility: "everyone",
  key: [part("decision", decisionId)],
  row: record({ group: bytes32, height: u53, root: bytes32, until: moment }),
});

/** Nullifiers: the marks of anonymous members, one for each of them and decision. */
export const nullifiers = table({
  id: 0x0208,
  name: "identity/nullifiers",
  about: "A mark that an anonymous member has left in a decision; each acts once there.",
  visibility: "everyone",
  key: [part("decision", decisionId), part("nullifierHash", bytes(26))],
  row: record({ nullifier: bytes32 }),
});

/** A device as it is in the table. */
export interface Device {
  readonly key: Uint8Array;
  readonly kind: ValueOf<typeof deviceKind>;
  readonly since: number;
  /** The moment from which it cannot sign; 0 means that no end is set. */
  readonly until: number;
  /** The moment from which it is an old key, as the rule was when it came. */
  readonly oldFrom: number;
  /** The moment until which it only freezes and refuses; 0 means that it is not frozen. */
  readonly frozenUntil: number;
}
