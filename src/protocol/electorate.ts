import type { Header, RestartCertificate } from "./chain/index.ts";
import type { Hasher } from "./kernel/hash.ts";
import type { PersonId } from "./kernel/ids.ts";
import { failure, ok, type Result } from "./kernel/result.ts";
import { prefixRange } from "./kernel/tree/key.ts";
import { type ProvedRow, verifyRange } from "./kernel/tree/verify.ts";

/** A device of somebody, as far as signing a restart asks for it. */
export interface ElectorateDevice {
  readonly key: Uint8Array;
  /** It is no recovery key. */
  readonly isEveryday: boolean;
  /** The moment from which it cannot sign; 0 means that no end is set. */
  readonly until: number;
}

/** Everybody who may sign a restart, as proved under a header. */
export interface Electorate {
  /** All who belong to the community. */
  readonly members: ReadonlySet<PersonId>;
  deviceOf(person: PersonId, device: number): ElectorateDevice | undefined;
  /** Finds whose a key is. */
  ownerOf(
    isKey: (device: ElectorateDevice) => boolean,
  ): { readonly person: PersonId; readonly device: number } | undefined;
}

const MEMBERS = 0x0301;
const DEVICES = 0x0204;
/** The word `member` in the list of where somebody may stand. */
const MEMBER = 1;
/** The word `device` in the list of what a key is for. */
const EVERYDAY = 0;
const MEMBER_BYTES = 34;
const DEVICE_BYTES = 49;
const KIND_AT = 32;
const UNTIL_AT = 41;
const PERSON_AT = 2;
const DEVICE_AT = 6;

/** The ranges that a certificate proves: all members, and all devices of everybody. */
export const ELECTORATE = { members: prefixRange(MEMBERS), devices: prefixRange(DEVICES) };

/**
 * Reads who may sign from the proofs of a certificate.
 *
 * Why rows are read by their places: whoever checks headers in a browser then needs no codec of the
 * whole law.
 * Bounds: `header` has been verified by the caller; the state is the one before its own block.
 */
export function readElectorate(
  hasher: Hasher,
  { appHash }: Pick<Header, "appHash">,
  proofs: Pick<RestartCertificate, "members" | "devices">,
): Result<Electorate> {
  const people = provedRows(hasher, appHash, "members", proofs.members, MEMBER_BYTES);
  if (!people.ok) return people;
  const keys = provedRows(hasher, appHash, "devices", proofs.devices, DEVICE_BYTES);
  if (!keys.ok) return keys;
  const members = new Set<PersonId>();
  for (const { key, row } of people.value) if (row[0] === MEMBER) members.add(personIn(key));
  const devices = new Map<string, ElectorateDevice>();
  for (const { key, row } of keys.value) {
    devices.set(`${personIn(key)}/${readNumber(key, DEVICE_AT, 2)}`, deviceIn(row));
  }
  return ok({
    members,
    deviceOf: (person, device) => devices.get(`${person}/${device}`),
    ownerOf(isKey) {
      const found = keys.value.find(({ row }) => isKey(deviceIn(row)));
      if (found === undefined) return undefined;
      return { person: personIn(found.key), device: readNumber(found.key, DEVICE_AT, 2) };
    },
  });
}

function provedRows(
  hasher: Hasher,
  root: Uint8Array,
  what: keyof typeof ELECTORATE,
  proof: Uint8Array,
  length: number,
): Result<readonly ProvedRow[]> {
  const { from, until } = ELECTORATE[what];
  const proved = verifyRange(hasher, root, from, until, proof);
  if (!proved.ok) return failure(`the proof of the ${what}: ${proved.reason}`);
  if (proved.rows.every(({ row }) => row.length === length)) return ok(proved.rows);
  return failure(`the proof of the ${what}: a row is not ${length} bytes`);
}

function personIn(key: Uint8Array): PersonId {
  return readNumber(key, PERSON_AT, 4) as PersonId;
}

function deviceIn(row: Uint8Array): ElectorateDevice {
  // Rows are little-endian, keys are not.
  const until = readNumber(row.slice(UNTIL_AT, UNTIL_AT + 8).reverse(), 0, 8);
  return { key: row.slice(0, KIND_AT), isEveryday: row[KIND_AT] === EVERYDAY, until };
}

function readNumber(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let place = at; place < at + length; place += 1) value = value * 256 + (bytes[place] ?? 0);
  return value;
}
