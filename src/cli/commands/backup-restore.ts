import { join, resolve } from "node:path";
import type { Command } from "commander";
import {
  type BackupAbout,
  type BackupFile,
  homeLayout,
  readIdentities,
  restoreHome,
  verifyHome,
  writeNote,
} from "../../node/index.ts";
import { type Call, type Cli, declare } from "../command.ts";
import { CommandError } from "../exit.ts";
import { withTemporary } from "../home-copy.ts";
import { formatMoment } from "../moments.ts";
import type { Outcome } from "../outcome.ts";
import { hashInHome } from "../same-history.ts";

/** Brings a home back from a backup, or tries whether it could be. */
export function addBackupRestore(group: Command, cli: Cli): void {
  declare(
    group,
    cli,
    { usage: "restore <file>", summary: "make a home from a backup, or try whether it works" },
    restore,
  )
    .option(
      "--check",
      "only try: restore into a temporary folder, verify all, say how long it took",
    )
    .option("--identity <file>", "the key that opens it", collect, []);
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

async function restore(call: Call): Promise<Outcome> {
  const home = resolve(call.settings.get("home").value);
  const files = (call.flags["identity"] ?? []) as readonly string[];
  const identities = (await Promise.all(files.map((file) => readIdentities(resolve(file))))).flat();
  const backup = { file: resolve(String(call.words[0])), identities };
  return call.flags["check"] === true ? drill(backup, home) : bringBack(backup, home);
}

async function drill(backup: BackupFile, home: string): Promise<Outcome> {
  const began = performance.now();
  const { about, texts, leftOut } = await withTemporary(async (folder) => {
    const copy = join(folder, "home");
    const restored = await restoreHome(backup, copy, true);
    await assertWhole(copy, restored.about);
    return restored;
  });
  const minutes = Math.max(0.1, Math.round((performance.now() - began) / 6_000) / 10);
  const compared = await compare(about, home);
  const { height, time } = about;
  const isNoted = compared === "same";
  if (isNoted) {
    const note = { at: Date.now(), file: backup.file, height, minutes };
    await writeNote(homeLayout(home), "drill", note);
  }
  return {
    plain: { ok: true, height, appHash: about.root, texts, leftOut, minutes, home: compared },
    lines: [
      `This backup works: ${about.name} up to block ${height} (${formatMoment(time)}), ${texts} texts.`,
      "Everything in it was restored and carried out again; every block, row and text is as it should be.",
      ...(leftOut === 0 ? [] : [leftOutLine(leftOut)]),
      isNoted
        ? `Block ${height} is the same in ${home}. The day of this try is noted there.`
        : `It was not compared with a home: ${home} holds none of this community.`,
      `It took ${minutes} minutes.`,
    ],
  };
}

async function bringBack(backup: BackupFile, home: string): Promise<Outcome> {
  const { about, texts, leftOut } = await restoreHome(backup, home);
  await assertWhole(home, about);
  const { height, time, isNetwork } = about;
  return {
    plain: { ok: true, home, height, appHash: about.root, texts, leftOut, isNetwork },
    lines: [
      `${about.name} is back in ${home}, up to block ${height} (${formatMoment(time)}), with ${texts} texts. All of it was verified.`,
      ...(leftOut === 0 ? [] : [leftOutLine(leftOut)]),
      "What was done after that moment is not in it. It does not start by itself:",
      ...(isNetwork ? networkNext(home) : aloneNext(home)),
    ],
  };
}

function aloneNext(home: string): string[] {
  return [
    "- If nothing was done since (the node was stopped before the backup was made):",
    `    folkmoot start --home "${home}" --nothing-since`,
    "- If anything was, or you do not know: people's devices have seen more. The members go on from here:",
    `    folkmoot network restart prepare --home "${home}" --out restart.json`,
    "    folkmoot network restart sign restart.json --as NAME      (more than half of the members)",
    `    folkmoot network restart apply restart.json --home "${home}"`,
    `    folkmoot start --home "${home}"`,
    "  What waits on people's devices is then signed and sent again by itself.",
  ];
}

function networkNext(home: string): string[] {
  return [
    "- While other machines run, this one joins again and fetches the record from them:",
    `    folkmoot network keys save machine.keys.json --home "${home}"`,
    "    folkmoot network join ADDRESS --home NEW --machine-keys machine.keys.json",
    "- If no other machine is left, the members go on from here:",
    `    folkmoot network restart prepare --home "${home}" --seats KEY --out restart.json`,
  ];
}

const leftOutLine = (count: number): string =>
  `Texts that were erased after this backup was made, and stay erased: ${count}.`;

/** Verifies a restored home, and compares it with what the backup says of itself. */
async function assertWhole(home: string, { height, root }: BackupAbout): Promise<void> {
  const verdict = await verifyHome(home);
  if (verdict.ok && verdict.height === height && verdict.appHash === root) return;
  const ending = verdict.ok
    ? `it ends at block ${verdict.height}, and says ${height}`
    : verdict.reason;
  throw new CommandError("This backup is not what the community has done.", {
    why: `Carried out again, something differs: ${ending}.`,
    remedy: "Do not go on from it. Use another backup; `folkmoot backup list DIR` shows them.",
    code: "backup/differs",
  });
}

/** Compares the newest block of a backup with the same block of the home that it is of. */
async function compare(about: BackupAbout, home: string): Promise<"same" | "not-here"> {
  const hash = await hashInHome(home, about);
  if (hash === undefined) return "not-here";
  if (hash === about.hash) return "same";
  throw new CommandError("This backup is of another history than this home.", {
    why: `Block ${about.height} differs: ${about.hash.slice(0, 12)} in the backup, ${hash.slice(0, 12)} in ${home}.`,
    remedy: "Find out which one people's devices have seen before you rely on either.",
    code: "backup/differs",
  });
}
