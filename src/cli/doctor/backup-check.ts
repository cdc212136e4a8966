import { existsSync } from "node:fs";
import { type HomeLayout, readNote } from "../../node/index.ts";
import { DAY } from "../../protocol/kernel/time.ts";
import { formatAge } from "../moments.ts";
import { type Finding, fine, note, wrong } from "./finding.ts";

/** A backup older than this is worth a word: two days where the node makes one each day, else a week. */
const OLD = { scheduled: 2 * DAY, byHand: 7 * DAY };
/** A try older than this is worth another one. */
const DRILL_OLD = 90 * DAY;

/** Tells how old the last backup is, and when one was last tried; nothing for a demonstration. */
export async function backupFindings(layout: HomeLayout, now: number): Promise<readonly Finding[]> {
  if (existsSync(layout.demo)) return [];
  const [schedule, last, drill, failed] = await Promise.all([
    readNote(layout, "schedule"),
    readNote(layout, "last"),
    readNote(layout, "drill"),
    readNote(layout, "failed"),
  ]);
  if (failed !== undefined && failed.at > (last?.at ?? 0)) {
    const detail = `none could be made ${formatAge(now - failed.at)}: ${failed.why}`;
    return [wrong("backup", detail, "Mend that; the node tries again within ten minutes.")];
  }
  if (last === undefined) {
    const remedy = "Have the node make one each day: `folkmoot backup schedule --help`.";
    return [note("backup", "none was ever made", remedy)];
  }
  const age = formatAge(now - last.at);
  const old = schedule === undefined ? OLD.byHand : OLD.scheduled;
  const words = `of block ${last.height}, ${age}`;
  const made =
    now - last.at <= old
      ? fine("backup", words)
      : note("backup", words, "Make one now: `folkmoot backup create --to DIR`.");
  return [made, drillFinding(drill, now)];
}

function drillFinding(drill: { readonly at: number } | undefined, now: number): Finding {
  const remedy = "Try the newest one: `folkmoot backup restore FILE --check`.";
  if (drill === undefined) return note("backup tried", "never", remedy);
  const words = formatAge(now - drill.at);
  return now - drill.at <= DRILL_OLD
    ? fine("backup tried", words)
    : note("backup tried", words, remedy);
}
