import { dirname, resolve } from "node:path";
import type { Command } from "commander";
import { writeNewFile } from "../../node/home/write-file.ts";
import {
  createBackupKey,
  filesIn,
  forgetNote,
  homeLayout,
  KEPT,
  noteBackup,
  readBackupName,
  readHomeFounding,
  readNote,
  recipientProblem,
  type WrittenBackup,
  writeBackup,
  writeNote,
} from "../../node/index.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { type Call, type Cli, declare, declareGroup } from "../command.ts";
import { CommandError, usageError } from "../exit.ts";
import { packedEntries } from "../home-copy.ts";
import { formatAge, formatMoment } from "../moments.ts";
import type { Outcome } from "../outcome.ts";
import { addBackupRestore } from "./backup-restore.ts";

/** Backups: made while the node runs, each day by itself, tried and restored. */
export function addBackup(program: Command, cli: Cli): void {
  const group = declareGroup(program, "backup", "make, try and restore backups");
  withTarget(
    declare(
      group,
      cli,
      { usage: "create", summary: "make a backup now, while it runs or not" },
      create,
    ),
  ).option("--plain", "do not encrypt: anyone who has the file can be this machine");
  addBackupRestore(group, cli);
  declare(group, cli, { usage: "list [dir]", summary: "list the backups in a folder" }, list);
  withTarget(
    declare(
      group,
      cli,
      { usage: "schedule", summary: "have the node make one each day, and say how that stands" },
      schedule,
    ),
  ).option("--off", "make no more by itself");
  declare(
    group,
    cli,
    { usage: "key <file>", summary: "make a key that opens backups; keep it elsewhere" },
    key,
  );
}

function withTarget(command: Command): Command {
  return command
    .option("--to <dir>", "the folder for backups, best on another disk")
    .option("--recipient <age1...>", "who can open it; give two", collect, []);
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

async function create(call: Call): Promise<Outcome> {
  const home = resolve(call.settings.get("home").value);
  const layout = homeLayout(home);
  const kept = await readNote(layout, "schedule");
  const given = await recipientsOf(call);
  const recipients = given.length > 0 ? given : (kept?.recipients ?? []);
  const folder = folderOf(call) ?? kept?.folder;
  if (folder === undefined) throw noFolder();
  if (recipients.length === 0 && call.flags["plain"] !== true) throw nobodyOpens();
  const target = { folder, recipients: call.flags["plain"] === true ? [] : recipients };
  const began = performance.now();
  const entries = await packedEntries(home);
  const written = await writeBackup(entries, { ...target, isScheduled: false });
  await noteBackup(layout, written);
  return createdOutcome(written, target.recipients.length, performance.now() - began);
}

function createdOutcome(written: WrittenBackup, recipients: number, ms: number): Outcome {
  const { file, bytes, texts, about } = written;
  const { name, height, time } = about;
  const seconds = Math.round(ms / 100) / 10;
  return {
    plain: { ok: true, file, bytes, texts, height, time, recipients, seconds },
    lines: [
      `A backup of ${name} up to block ${height} (${formatMoment(time)}) is in`,
      `  ${file}`,
      `  ${sizeOf(bytes)}, made in ${seconds} s, ${openedBy(recipients)}.`,
      `In it: the whole record, ${texts} texts (members' texts among them), the founding document, and the key with which this machine makes blocks.`,
      "Not in it: anybody's own keys and recovery files, your settings, and what is done from now on.",
      `Try it before you need it: folkmoot backup restore "${file}" --check${recipients > 0 ? " --identity FILE" : ""}`,
    ],
  };
}

function openedBy(recipients: number): string {
  if (recipients === 0) return "NOT encrypted: anyone who has it can be this machine";
  if (recipients === 1) return "encrypted for one key alone; if that is lost, so is this backup";
  return `encrypted; any one of ${recipients} keys opens it`;
}

async function list(call: Call): Promise<Outcome> {
  const layout = homeLayout(resolve(call.settings.get("home").value));
  const named = call.words[0];
  const folder =
    named === undefined ? (await readNote(layout, "schedule"))?.folder : resolve(String(named));
  if (folder === undefined) throw noFolder();
  const found = (await filesIn(folder)).flatMap(({ name, file, bytes }) => {
    const read = readBackupName(name);
    return read === undefined ? [] : [{ ...read, file, bytes }];
  });
  const newestFirst = found.sort((left, right) => right.madeAt - left.madeAt);
  const lines = newestFirst.map(
    ({ name, madeAt, height, bytes, isScheduled }) =>
      `${formatMoment(madeAt)}  block ${height}  ${sizeOf(bytes)}  ${isScheduled ? "by itself" : "by hand  "}  ${name}`,
  );
  return {
    plain: { folder, backups: newestFirst },
    lines: lines.length === 0 ? [`There is no backup in ${folder}.`] : lines,
  };
}

async function schedule(call: Call): Promise<Outcome> {
  const home = resolve(call.settings.get("home").value);
  const layout = homeLayout(home);
  await readHomeFounding(folkmootLaw, layout);
  if (call.flags["off"] === true) {
    await forgetNote(layout, "schedule");
    return { plain: { ok: true, schedule: null }, lines: ["The node makes no backups by itself."] };
  }
  const folder = folderOf(call);
  if (folder !== undefined) {
    const recipients = await recipientsOf(call);
    if (recipients.length === 0) throw nobodyOpens();
    await writeNote(layout, "schedule", { folder, recipients });
  }
  return scheduleOutcome(layout);
}

async function scheduleOutcome(layout: ReturnType<typeof homeLayout>): Promise<Outcome> {
  const kept = await readNote(layout, "schedule");
  const last = await readNote(layout, "last");
  const drill = await readNote(layout, "drill");
  const failed = await readNote(layout, "failed");
  const isFailing = failed !== undefined && failed.at > (last?.at ?? 0);
  const lastWords =
    last === undefined
      ? "No backup was made yet."
      : `The last one is of block ${last.height}, ${formatAge(Date.now() - last.at)}: ${last.file}`;
  const drillWords =
    drill === undefined
      ? "None was ever tried: folkmoot backup restore FILE --check"
      : `The last try was ${formatAge(Date.now() - drill.at)}, and took ${drill.minutes} minutes.`;
  return {
    plain: {
      ok: true,
      schedule: kept === undefined ? null : { ...kept, recipients: [...kept.recipients] },
      last: last === undefined ? null : { ...last },
      drill: drill === undefined ? null : { ...drill },
      failed: isFailing ? { ...failed } : null,
    },
    lines: [
      ...(kept === undefined
        ? ["The node makes no backups by itself. Have it make them:", `  ${EXAMPLE}`]
        : [
            `While the node runs it makes a backup each day in ${kept.folder}, ${openedBy(kept.recipients.length)}.`,
            `It keeps those of ${KEPT.days} days, ${KEPT.weeks} weeks and ${KEPT.months} months; what you make by hand stays.`,
          ]),
      lastWords,
      ...(isFailing ? [`Since then none could be made: ${failed.why}.`] : []),
      drillWords,
    ],
  };
}

const EXAMPLE = "folkmoot backup schedule --to DIR --recipient age1… --recipient age1…";

async function key(call: Call): Promise<Outcome> {
  const file = resolve(String(call.words[0]));
  const { recipient, identity } = await createBackupKey();
  const content = `# Opens backups that were made for ${recipient}\n${identity}\n`;
  try {
    await writeNewFile(file, content, 0o600);
  } catch (cause) {
    throw new CommandError(`The key was not written to ${file}.`, {
      why:
        (cause as NodeJS.ErrnoException).code === "EEXIST"
          ? "Something is there already, and a key is never written over."
          : `The folder ${dirname(file)} cannot be written.`,
      remedy: "Name another file.",
      code: "backup/key",
      cause,
    });
  }
  return {
    plain: { ok: true, file, recipient },
    lines: [
      `The key that opens backups is in ${file}; keep it, or print it, away from this computer.`,
      "Backups are made for:",
      `  ${recipient}`,
      "Make two, for two people or for you and an envelope: without either, nobody opens a backup.",
    ],
  };
}

function folderOf({ flags }: Call): string | undefined {
  const to = flags["to"];
  return to === undefined ? undefined : resolve(String(to));
}

async function recipientsOf({ flags }: Call): Promise<readonly string[]> {
  const recipients = [...new Set((flags["recipient"] ?? []) as readonly string[])];
  for (const recipient of recipients) {
    const problem = await recipientProblem(recipient);
    if (problem === undefined) continue;
    throw usageError(
      `${recipient} is nobody a backup can be encrypted for.`,
      `It is wrong: ${problem}.`,
      "Make a key with `folkmoot backup key FILE`; it prints what to give here.",
    );
  }
  return recipients;
}

function noFolder(): CommandError {
  return usageError(
    "It is not said where backups are.",
    "No schedule names a folder either.",
    `Name it, best on another disk; or for each day: ${EXAMPLE}`,
  );
}

function nobodyOpens(): CommandError {
  return usageError(
    "It is not said who can open the backup.",
    "It holds the key of this machine and what members wrote, so it is encrypted.",
    "Make two keys with `folkmoot backup key FILE` and give each with --recipient; or say --plain.",
  );
}

/** A size for people. Units: bytes. */
function sizeOf(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.ceil(bytes / 1_000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
