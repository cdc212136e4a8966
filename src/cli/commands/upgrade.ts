import { existsSync, readdirSync, statfsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { packageVersion } from "../../engine/package-root.ts";
import { openLevelStore } from "../../engine/store/level-store.ts";
import { homeLayout, lockHolder, readHomeFounding } from "../../node/index.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { type Call, type Cli, declare } from "../command.ts";
import { backupFindings } from "../doctor/backup-check.ts";
import { keptEdition, runningEdition } from "../doctor/edition-check.ts";
import { type Finding, fine, note, wrong } from "../doctor/finding.ts";
import { findingLines } from "../doctor/finding-lines.ts";
import { EXIT, usageError } from "../exit.ts";
import type { Outcome } from "../outcome.ts";

/** Tells whether a home is ready for another version of the program; it installs none. */
export function addUpgrade(program: Command, cli: Cli): void {
  declare(
    program,
    cli,
    { usage: "upgrade", summary: "look whether your home is ready for another version" },
    upgrade,
  ).option("--check", "only look; it never does more");
}

async function upgrade(call: Call): Promise<Outcome> {
  if (call.flags["check"] !== true) {
    throw usageError(
      "Folkmoot does not replace itself.",
      "Nobody but you decides which program has the key of this machine.",
      "Install the other version as you installed this one; `folkmoot upgrade --check` says whether the home is ready.",
    );
  }
  const home = resolve(call.settings.get("home").value);
  const layout = homeLayout(home);
  await readHomeFounding(folkmootLaw, layout);
  const holder = await lockHolder(layout.lock);
  const law =
    holder?.url === undefined ? await stillEdition(home) : await runningEdition(holder.url);
  const findings: readonly Finding[] = [
    fine("version", packageVersion()),
    fine(
      "editions of the law in it",
      folkmootLaw.editions.map(({ edition }) => edition).join(", "),
    ),
    ...law,
    room(home),
    ...(await backupFindings(layout, Date.now())),
  ];
  const isReady = findings.every(({ state }) => state === "fine");
  return {
    plain: { ok: isReady, home, findings: findings.map((finding) => ({ ...finding })) },
    lines: [
      ...findingLines(findings),
      isReady
        ? "Ready. Stop the node, install the other version, start it; the home stays as it is."
        : "Mend what is noted first; a backup from just before is the way back.",
    ],
    exit: isReady ? EXIT.ok : EXIT.error,
  };
}

async function stillEdition(home: string): Promise<readonly Finding[]> {
  const layout = homeLayout(home);
  if (!existsSync(layout.store) || (await lockHolder(layout.lock)) !== undefined) return [];
  const store = await openLevelStore(layout.store);
  try {
    return await keptEdition(store);
  } finally {
    await store.close();
  }
}

/** A copy of the home has to fit beside it, and a node needs some room besides. Units: bytes. */
const ROOM_BESIDE = 512 * 1024 * 1024;

function room(home: string): Finding {
  const { bavail, bsize } = statfsSync(home);
  const free = bavail * bsize;
  const needed = sizeOf(home) + ROOM_BESIDE;
  const words = `${mib(free)} MiB free; a copy of the home and room to run take ${mib(needed)} MiB`;
  if (free >= needed) return fine("disk", words);
  const remedy = "Make room, so that a copy fits beside it.";
  return free >= ROOM_BESIDE ? note("disk", words, remedy) : wrong("disk", words, remedy);
}

const mib = (bytes: number): number => Math.ceil(bytes / 1024 / 1024);

function sizeOf(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) bytes += statSync(join(entry.parentPath, entry.name)).size;
  }
  return bytes;
}
