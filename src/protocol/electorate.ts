import type { Header } from "./chain/index.ts";
import { type Device, devices } from "./identity/types.ts";
import type { Hasher } from "./kernel/hash.ts";
import type { PersonId } from "./kernel/ids.ts";
import { failure, ok, type Result } from "./kernel/result.ts";
import { decode } from "./kernel/schema.ts";
import type { AnyTable, Table } from "./kernel/table.ts";
import type { KeyRange } from "./kernel/tree/key.ts";
import { verifyRange } from "./kernel/tree/verify.ts";
import { members as memberTable } from "./membership/types.ts";
import type { RestartCertificate } from "./restart.ts";

/** Everybody who may sign a restart, as proved under a header. */
export interface Electorate {
  /** All who belong to the community. */
  readonly members: ReadonlySet<PersonId>;
  deviceOf(person: PersonId, device: number): Device | undefined;
  /** Finds whose a key is. */
  ownerOf(
    isKey: (device: Device) => boolean,
  ): { readonly person: PersonId; readonly device: number } | undefined;
}

/** The range of all rows of a table. */
export function wholeTable(table: AnyTable): KeyRange {
  return { from: table.keyBytes([]), until: table.endBytes([]) };
}

/** The ranges that a certificate proves: all members, and all devices of everybody. */
export const ELECTORATE = { members: wholeTable(memberTable), devices: wholeTable(devices) };

/**
 * Reads who may sign from the proofs of a certificate.
 *
 * Bounds: `header` has been verified by the caller; the state is the one before its own block.
 */
export function readElectorate(
  hasher: Hasher,
  { appHash }: Pick<Header, "appHash">,
  proofs: Pick<RestartCertificate, "members" | "devices">,
): Result<Electorate> {
  const people = provedRows(hasher, appHash, memberTable, proofs.members);
  if (!people.ok) return failure(`the proof of the members: ${people.reason}`);
  const keys = provedRows(hasher, appHash, devices, proofs.devices);
  if (!keys.ok) return failure(`the proof of the devices: ${keys.reason}`);
  const members = new Set<PersonId>();
  for (const { key, row } of people.value) if (row.status === "member") members.add(key[0]);
  const byOwner = new Map<string, Device>();
  for (const { key, row } of keys.value) byOwner.set(`${key[0]}/${key[1]}`, row);
  return ok({
    members,
    deviceOf: (person, device) => byOwner.get(`${person}/${device}`),
    ownerOf(isKey) {
      const found = keys.value.find(({ row }) => isKey(row));
      return found === undefined ? undefined : { person: found.key[0], device: found.key[1] };
    },
  });
}

function provedRows<K, R>(
  hasher: Hasher,
  root: Uint8Array,
  table: Table<K, R>,
  proof: Uint8Array,
): Result<readonly { readonly key: K; readonly row: R }[]> {
  const range = wholeTable(table);
  const proved = verifyRange(hasher, root, range.from, range.until, proof);
  if (!proved.ok) return failure(proved.reason);
  const rows: { key: K; row: R }[] = [];
  for (const { key, row } of proved.rows) {
    const read = decode(table.row, row);
    if (!read.ok) return failure(`a row ${read.reason}`);
    rows.push({ key: table.readKey(key) as K, row: read.value as R });
  }
  return ok(rows);
}
