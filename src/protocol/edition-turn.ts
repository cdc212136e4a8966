import {
  type Adoption,
  editionEvents,
  editionTables,
  hasEnough,
  rehearsedBy,
  waitingAdoption,
} from "./constitution/index.ts";
import { adoptedEdition, editionOf } from "./editions.ts";
import { present } from "./kernel/assert.ts";
import { attempt } from "./kernel/attempt.ts";
import { toHex } from "./kernel/bytes.ts";
import { changedSnapshot } from "./kernel/changed-snapshot.ts";
import type { Event } from "./kernel/event.ts";
import type { Hasher } from "./kernel/hash.ts";
import { addWhole } from "./kernel/integer.ts";
import { createOverlay, createReader, type Overlay } from "./kernel/overlay.ts";
import type { RowChange, Snapshot, Writer } from "./kernel/state.ts";
import type { Law } from "./law.ts";
import { changedTables } from "./law-steps.ts";

const { adoptions, edition } = editionTables;

/** A block's place, as the turn to another edition looks at it. */
export interface TurnPlace {
  readonly height: number;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly time: number;
}

/** The edition that holds from the next block on, and what its migration has changed. */
export interface Turned {
  readonly law: Law;
  /** Lies over the state after the block's actions; holds the migration alone. */
  readonly state: Overlay;
}

/** How many blocks lie between the one that fixes the height and the first under the new edition. */
const BLOCKS_BETWEEN = 2;

/** Tells whether a law has the tables by which editions are adopted. */
export function knowsEditions(law: Pick<Law, "tableById">): boolean {
  return law.tableById.has(adoptions.id);
}

/**
 * Fixes the height of an adopted edition in the first block after its moment, or puts it off.
 *
 * Why more than two thirds: with fewer machines that are ready, nothing could be agreed on afterwards.
 */
export function fixHeight(
  { speaking, tableById }: Law,
  sha256: Hasher["sha256"],
  state: Writer,
  { height, time }: TurnPlace,
): Event[] {
  const waiting = knowsEditions({ tableById }) ? waitingAdoption(state) : undefined;
  if (waiting === undefined || waiting.standing !== "waiting" || time < waiting.moment) return [];
  const keys = speaking(state);
  const machines = keys.length;
  const rehearsed = rehearsedBy(state, sha256, waiting.adoption, keys);
  const counted = { ...waiting, machines, rehearsed };
  if (!hasEnough(counted)) return putOff(state, counted, "too-few-machines");
  const first = addWhole(height, BLOCKS_BETWEEN);
  put(state, { ...counted, standing: "fixed", height: first });
  const told = { edition: waiting.edition, height: first, machines, rehearsed };
  return [editionEvents.editionFixed([], told)];
}

/** The state before a block, and over it what its actions changed. */
export interface BlockState {
  readonly below: Snapshot;
  readonly changes: Overlay;
}

/**
 * Turns to the adopted edition at the end of the last block before its height.
 *
 * Why in a fork: where the migration fails, it fails on every machine alike, nothing of it stays, and
 * the edition is put off. Why here: the header of the next block then names the edition that holds.
 * Throws: EditionMissing when this program does not have the edition.
 */
export function turn(
  law: Law,
  hasher: Pick<Hasher, "sha256">,
  { below, changes }: BlockState,
  place: TurnPlace,
): { readonly turned: Turned | undefined; readonly events: readonly Event[] } {
  const fixed = knowsEditions(law) ? waitingAdoption(changes) : undefined;
  if (fixed?.standing !== "fixed" || fixed.height !== place.height + 1) {
    return { turned: undefined, events: [] };
  }
  const next = adoptedEdition(hasher, law, { number: fixed.edition, digest: fixed.digest });
  const snapshot = changedSnapshot(below, changes.changes());
  const done = attempt(() => migrateOver(next, snapshot, place.time));
  if (!done.ok) {
    return { turned: undefined, events: putOff(changes, fixed, "migration-failed") };
  }
  const migrated = done.value;
  const { edition: number, digest, height } = fixed;
  const inForce = present(edition.get(migrated, []), "an edition is in force");
  edition.put(migrated, [], { ...inForce, number, digest, height, since: place.time });
  put(migrated, { ...fixed, standing: "in-force" });
  const events = [editionEvents.editionInForce([], { edition: number, height, digest })];
  return { turned: { law: next, state: migrated }, events };
}

/**
 * Runs a migration over a state and returns what it changes.
 *
 * Why every row is read of the tables that change: one that was left in the form of before, or does not
 * fit its table, is found here, while the edition can still be put off.
 * Throws: whatever the migration throws, and where such a row does not read.
 */
export function migrateOver(next: Law, snapshot: Snapshot, now: number): Overlay {
  const before = createReader(snapshot);
  const state = createOverlay(before);
  next.migrate?.({ before, state, now });
  const after = createReader(changedSnapshot(snapshot, state.changes()));
  const last = present(editionOf(next, next.edition - 1), "an edition comes after another one");
  for (const table of changedTables(last, next)) {
    for (const { key } of after.scan(table, table.keyBytes([]), table.endBytes([]))) {
      table.readKey(key);
    }
  }
  return state;
}

/** The changes of a block's actions, and over them those of a migration. */
export function changesWith(state: Overlay, turned: Turned | undefined): readonly RowChange[] {
  if (turned === undefined) return state.changes();
  const byKey = new Map<string, RowChange>();
  for (const change of [...state.changes(), ...turned.state.changes()]) {
    byKey.set(toHex(change.key), change);
  }
  return [...byKey.values()];
}

function putOff(state: Writer, adoption: Adoption, reason: Adoption["reason"]): Event[] {
  put(state, { ...adoption, standing: "put-off", reason });
  const { edition: number, machines, rehearsed } = adoption;
  return [editionEvents.editionPutOff([], { edition: number, reason, machines, rehearsed })];
}

function put(state: Writer, { adoption, ...row }: Adoption): void {
  adoptions.put(state, [adoption], row);
}
