import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "../client/clock.ts";
import { portableHasher } from "../client/portable-hasher.ts";
import { type KeptViewsDeps, readKeptView, type ViewStore } from "../client/reading/kept-views.ts";
import { toHex } from "../protocol/kernel/bytes.ts";
import type { Call } from "./command.ts";
import { formatMoment } from "./moments.ts";
import { readOwnerFile, tryOwnerFile } from "./owner-file.ts";
import type { MemberSession, Session } from "./session.ts";

/** Files for one reader in one community at most; the oldest goes first. */
const FILES_MAX = 200;
const HASH = /^[0-9a-f]{64}$/;

/** Keeps what a node said in a folder, for its owner alone: one file for each address. */
export function fileViewStore(folder: string): ViewStore {
  const pathOf = (path: string): string => {
    const name = toHex(portableHasher.sha256(new TextEncoder().encode(path)));
    return join(folder, `${name}.json`);
  };
  return {
    async read(path) {
      const bytes = readOwnerFile(pathOf(path));
      return bytes && readKeptView(new TextDecoder().decode(bytes), path);
    },
    async keep(view) {
      tryOwnerFile(pathOf(view.path), JSON.stringify(view));
      dropOldest(folder);
    },
  };
}

/**
 * What this computer was told before, beside the keys, for somebody who reads there.
 *
 * Why by reader: a node answers by who asks. Why nothing of a demonstration: its node comes and goes
 * with it.
 */
export function keptViews(
  { settings }: Call,
  { community }: Pick<Session, "community">,
  own?: MemberSession["own"],
): KeptViewsDeps {
  const who = own?.signer ?? "anybody";
  const isKept = !community.isDemo && HASH.test(community.community);
  const folder = join(settings.get("keys").value, "views", community.community, who);
  return { store: isKept ? fileViewStore(folder) : nothing, clock: systemClock };
}

/** Says of when something is that was kept. */
export const keptLine = (at: number): string =>
  `No node answers. This is what it said last, as of ${formatMoment(at)}.`;

const nothing: ViewStore = { read: async () => undefined, keep: async () => undefined };

function dropOldest(folder: string): void {
  try {
    const files = readdirSync(folder).map((name) => join(folder, name));
    if (files.length <= FILES_MAX) return;
    const aged = files.map((file) => ({ file, at: statSync(file).mtimeMs }));
    const oldest = aged.toSorted((a, b) => a.at - b.at).slice(0, files.length - FILES_MAX);
    for (const { file } of oldest) rmSync(file, { force: true });
  } catch {
    // Another process is at it, too.
  }
}
