import type { CommittedBlock } from "../../engine/engine.ts";
import { allEvents } from "../../engine/records.ts";
import { people } from "../../protocol/identity/index.ts";
import { equalBytes } from "../../protocol/kernel/bytes.ts";
import type { PersonId } from "../../protocol/kernel/ids.ts";
import { PAGE_ROWS } from "../../protocol/kernel/page.ts";
import type { Reader } from "../../protocol/kernel/state.ts";
import { profiles } from "../../protocol/records/index.ts";
import { textOf } from "../../protocol/texts/index.ts";
import type { BlobStore } from "../blobs/blob-store.ts";
import { foldedName, nameIn } from "./folded-name.ts";

/** Finds people by what they call themselves. */
export interface NameIndex {
  /** Notes whose profile a block has changed. */
  note(block: Pick<CommittedBlock, "dueEvents" | "receipts">): void;
  /** Begins to read names, so that the first question finds them read. */
  begin(): void;
  /** People whose name or number fits, by number, a page after a number. */
  find(wanted: Wanted): Promise<Found>;
}

/** What somebody looks for. */
export interface Wanted {
  readonly text: string;
  readonly after: number;
  /** Tells whether the person who looks may read what is for the community. */
  readonly isMember: boolean;
}

/** People who were found; `next` is 0 where there are no more. */
export interface Found {
  readonly people: readonly number[];
  readonly next: number;
  /** False while names are still being read, so that there may be more. */
  readonly isWhole: boolean;
}

/** What the index needs. */
export interface NameIndexDeps {
  readonly state: () => Reader;
  readonly blobs: Pick<BlobStore, "get">;
  /** Units: milliseconds; never goes back. */
  readonly now: () => number;
}

interface Known {
  readonly hash: Uint8Array;
  readonly folded: string;
  readonly isPublic: boolean;
}

/** Profiles that are read at a time, before others have their turn. */
const SLICE = 20;
/** How long a question waits for names that are being read. Units: milliseconds. */
const PATIENCE = 150;
/** How long it takes until a text that was not here is looked for again. Units: milliseconds. */
const MISSING_PAUSE = 60_000;

/**
 * Opens an index that reads names when it is told to begin, or with the first question.
 *
 * Why here: names are texts, which no view of the law can read, and a device would have to fetch
 * everybody's to find one. Anyone who asks still reads each name from its text, by its hash.
 * Cost: a question looks at each name once: about a millisecond for 20,000.
 */
export function createNameIndex({ state, blobs, now }: NameIndexDeps): NameIndex {
  const known = new Map<PersonId, Known>();
  const changed = new Set<PersonId>();
  const missing = new Set<PersonId>();
  let lookAgainAt = 0;
  let hasBegun = false;
  let reading: Promise<void> | undefined;

  const readOne = async (person: PersonId): Promise<void> => {
    changed.delete(person);
    missing.delete(person);
    const hash = profiles.get(state(), [person])?.text;
    const before = known.get(person);
    if (hash !== undefined && before !== undefined && equalBytes(before.hash, hash)) return;
    known.delete(person);
    const text = hash && textOf(state(), hash);
    if (hash === undefined || text === undefined) return;
    const bytes = await blobs.get(hash);
    if (bytes === undefined) {
      missing.add(person);
      return;
    }
    const name = nameIn(bytes);
    if (name === undefined) return;
    known.set(person, { hash, folded: foldedName(name), isPublic: text.audience === "public" });
  };
  const readAll = async (): Promise<void> => {
    if (!hasBegun) {
      hasBegun = true;
      for (const { key } of profiles.entries(state(), [])) changed.add(key[0]);
    }
    if (missing.size > 0 && now() >= lookAgainAt) {
      for (const person of missing) changed.add(person);
      lookAgainAt = now() + MISSING_PAUSE;
    }
    const wanted = [...changed];
    for (let at = 0; at < wanted.length; at += SLICE) {
      await Promise.all(wanted.slice(at, at + SLICE).map(readOne));
      await new Promise(setImmediate);
    }
  };
  const catchUp = (): Promise<void> => {
    reading ??= readAll().finally(() => {
      reading = undefined;
    });
    return reading;
  };

  return {
    note({ dueEvents, receipts }) {
      if (!hasBegun) return;
      for (const { type, data } of allEvents(dueEvents, receipts)) {
        if (type === "records/profile-set") changed.add(Number(data["person"]) as PersonId);
      }
    },
    begin: () => void catchUp().catch(() => {}),
    async find({ text, after, isMember }) {
      await Promise.race([catchUp(), pause(PATIENCE)]);
      // What a person has changed or erased is not found under what it was.
      for (const person of changed) known.delete(person);
      const isWhole = changed.size === 0 && reading === undefined;
      const wanted = foldedName(text);
      if (wanted === "") return { people: [], next: 0, isWhole };
      const found: number[] = [];
      for (const [person, { folded, isPublic }] of known) {
        const mayKnow = isPublic || isMember;
        if (person > after && mayKnow && folded.includes(wanted)) found.push(person);
      }
      const number = /^[1-9][0-9]{0,9}$/.test(wanted) ? Number(wanted) : 0;
      const isOne = number > after && number <= 0xffffffff && !found.includes(number);
      if (isOne && people.has(state(), [number as PersonId])) found.push(number);
      found.sort((left, right) => left - right);
      const page = found.slice(0, PAGE_ROWS);
      return { people: page, next: found.length > PAGE_ROWS ? (page.at(-1) ?? 0) : 0, isWhole };
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
