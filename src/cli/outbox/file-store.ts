import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Entry, readEntry } from "../../client/outbox/entry.ts";
import type { OutboxStore } from "../../client/outbox/store.ts";
import { putOwnerFile, readOwnerFile, syncFolder } from "../owner-file.ts";

/** A store of files, and what lies among them that it cannot read. */
export interface FileOutboxStore extends OutboxStore {
  /** Paths of files that are not whole, or of another community. */
  unread(community: string): readonly string[];
  /** Communities for which something is kept. */
  communities(): readonly string[];
}

/** A file of the outbox: of what, and how often that was signed again. */
interface Named {
  readonly key: string;
  readonly turn: number;
  readonly path: string;
}

const NAME = /^([0-9a-f]{64})\.(\d{1,6})\.json$/;
const COMMUNITY = /^[0-9a-f]{64}$/;
const FILES_MAX = 1000;

/**
 * Keeps an outbox in a folder: one file for each thing, for its owner alone.
 *
 * Why no lock: a process that was killed would keep it. What was signed again takes the place of what
 * it was by renaming the file of that very turn, which only one of several processes can do; and bytes
 * that two of them send are carried out once.
 */
export function fileOutboxStore(folder: string): FileOutboxStore {
  const turns = new Map<string, number>();
  const within = (community: string): string | undefined =>
    COMMUNITY.test(community) ? join(folder, community) : undefined;
  const named = (community: string): readonly Named[] => namesIn(within(community));
  const pathOf = ({ community, key }: Pick<Entry, "community" | "key">, turn: number) => {
    const place = within(community);
    const name = `${key}.${turn}.json`;
    return place !== undefined && NAME.test(name) ? join(place, name) : undefined;
  };

  return {
    async read(community) {
      const entries = new Map<string, Entry>();
      for (const { key, turn, path } of named(community)) {
        const entry = entryAt(path, community, key);
        if (entry === undefined) continue;
        entries.set(key, entry);
        turns.set(key, turn);
      }
      return [...entries.values()];
    },
    async keep(entry) {
      const isNew = !turns.has(entry.key);
      const path = pathOf(entry, turns.get(entry.key) ?? 0);
      if (path === undefined) return false;
      // What somebody else has dropped, or signed again, is not brought back.
      if (!isNew && !existsSync(path)) return true;
      turns.set(entry.key, turns.get(entry.key) ?? 0);
      return put(path, entry);
    },
    async replace(old, renewed) {
      const turn = turns.get(old.key);
      if (turn === undefined) return false;
      const [before, after] = [pathOf(old, turn), pathOf(old, turn + 1)];
      if (before === undefined || after === undefined) return false;
      if (entryAt(before, old.community, old.key)?.id !== old.id) return false;
      try {
        renameSync(before, after);
      } catch {
        return false;
      }
      turns.set(old.key, turn + 1);
      return put(after, renewed);
    },
    async drop({ community, key }) {
      turns.delete(key);
      const place = within(community);
      if (place === undefined) return;
      for (const file of named(community)) if (file.key === key) rmSync(file.path, { force: true });
      syncFolder(place);
    },
    alone: (work) => work(),
    unread: (community) =>
      named(community)
        .filter(({ path, key }) => entryAt(path, community, key) === undefined)
        .map(({ path }) => path),
    communities: () => listed(folder).filter((name) => COMMUNITY.test(name)),
  };
}

/** The files of an outbox, the later turn of one thing behind the earlier. */
function namesIn(place: string | undefined): readonly Named[] {
  if (place === undefined) return [];
  const files = listed(place).flatMap((name): Named[] => {
    const [, key, turn] = NAME.exec(name) ?? [];
    return key === undefined ? [] : [{ key, turn: Number(turn), path: join(place, name) }];
  });
  return files.toSorted((a, b) => a.turn - b.turn).slice(0, FILES_MAX);
}

function listed(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function entryAt(path: string, community: string, key: string): Entry | undefined {
  const bytes = readOwnerFile(path);
  const entry = bytes && readEntry(new TextDecoder().decode(bytes));
  return entry?.community === community && entry.key === key ? entry : undefined;
}

function put(path: string, entry: Entry): boolean {
  try {
    putOwnerFile(path, JSON.stringify(entry));
    return true;
  } catch {
    return false;
  }
}
