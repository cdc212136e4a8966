import type { Header, RestartCertificate } from "./chain/index.ts";
import { type Device, devices } from "./identity/types.ts";
import type { Hasher } from "./kernel/hash.ts";
import type { PersonId } from "./kernel/ids.ts";
import { failure, ok, type Result } from "./kernel/result.ts";
import { decode, type Shape } from "./kernel/schema.ts";
import type { AnyTable, Table } from "./kernel/table.ts";
import { verifyRange } from "./kernel/tree/verify.ts";
import { members } from "./membership/types.ts";

/** A device of somebody, as far as signing a restart asks for it. */
export interface ElectorateDevice {
  readonly key: Uint8Array;
  /** It is no recovery key. */
  readonly isEveryday: boolean;
  /** The moment from which it cannot sign; 0 means that no end is set. */
  readonly until: number;
  /** The moment until which it is frozen; 0 means that it is not. */
  readonly frozenUntil: number;
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

/** The ranges that a certificate proves: all members, and all devices of everybody. */
export const ELECTORATE = { members: wholeOf(members), devices: wholeOf(devices) };

/**
 * Reads who may sign from the proofs of a certificate, by the tables' own codecs.
 *
 * Bounds: `header` has been verified by the caller; the state is the one before its own block.
 */
export function readElectorate(
  hasher: Hasher,
  { appHash }: Pick<Header, "appHash">,
  proofs: Pick<RestartCertificate, "members" | "devices">,
): Result<Electorate> {
  const people = provedRows(hasher, appHash, members, proofs.members);
  if (!people.ok) return people;
  const keys = provedRows(hasher, appHash, devices, proofs.devices);
  if (!keys.ok) return keys;
  const belonging = new Set<PersonId>();
  for (const { key, row } of people.value) if (row.status === "member") belonging.add(key[0]);
  const held = new Map<string, ElectorateDevice>();
  for (const { key, row } of keys.value) held.set(key.join("/"), deviceIn(row));
  return ok({
    members: belonging,
    deviceOf: (person, device) => held.get(`${person}/${device}`),
    ownerOf(isKey) {
      const found = keys.value.find(({ row }) => isKey(deviceIn(row)));
      return found === undefined ? undefined : { person: found.key[0], device: found.key[1] };
    },
  });
}

interface TypedRow<K, R> {
  readonly key: K;
  readonly row: R;
}

function provedRows<K, R>(
  hasher: Hasher,
  root: Uint8Array,
  table: Table<K, R>,
  proof: Uint8Array,
): Result<readonly TypedRow<K, R>[]> {
  const { from, until } = wholeOf(table);
  const proved = verifyRange(hasher, root, from, until, proof);
  if (!proved.ok) return failure(`the proof of ${table.name}: ${proved.reason}`);
  const rows: TypedRow<K, R>[] = [];
  for (const { key, row } of proved.rows) {
    const read = decode(table.row as Shape<R>, row);
    if (!read.ok) return failure(`the proof of ${table.name}: a row ${read.reason}`);
    rows.push({ key: table.readKey(key) as K, row: read.value });
  }
  return ok(rows);
}

/** All keys that a table can have. */
function wholeOf(table: AnyTable): { from: Uint8Array; until: Uint8Array | undefined } {
  return { from: table.keyBytes([]), until: table.endBytes([]) };
}

function deviceIn({ key, kind, until, frozenUntil }: Device): ElectorateDevice {
  return { key, isEveryday: kind === "device", until, frozenUntil };
}
