import { existsSync, statfsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { openFileMarker } from "../../engine/embedded/head-marker.ts";
import { readHead } from "../../engine/embedded/resume.ts";
import { openLevelStore } from "../../engine/store/level-store.ts";
import { isDiskFull, wordsOf } from "../../engine/system-words.ts";
import {
  type HomeLayout,
  homeLayout,
  lockHolder,
  readDemoFile,
  readHomeFounding,
} from "../../node/index.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { formatMoment } from "../moments.ts";
import { backupFindings } from "./backup-check.ts";
import { clockAndBlock, runningClock } from "./clock-check.ts";
import { keptEdition, runningEdition } from "./edition-check.ts";
import { type Finding, fine, note, wrong } from "./finding.ts";
import { networkFindings } from "./network-check.ts";
import { freePort } from "./port.ts";

/** What is looked at. */
export interface Patient {
  readonly home: string;
  readonly host: string;
  readonly port: number;
}

/** Free space below which a node should not run. Units: bytes. */
const DISK_MIN = 512 * 1024 * 1024;
/** A clock before this moment is wrong: the program is younger. */
const CLOCK_MIN = Date.UTC(2026, 0, 1);

/** Looks at Node, the clock, the disk, the home, its network, its lock, the port and the store. */
export async function checkUp({ home, host, port }: Patient): Promise<readonly Finding[]> {
  const layout = homeLayout(home);
  const holder = await lockHolder(layout.lock);
  const findings = [nodeVersion(process.versions.node), clock(Date.now()), disk(home)];
  if (existsSync(layout.waiting) && !existsSync(layout.founding)) {
    const remedy =
      holder === undefined
        ? "Start it with `folkmoot start`."
        : "Get the link with `folkmoot open`.";
    const waits = note("home", "a community waits for its founder", remedy);
    return [...findings, waits, ...(holder === undefined ? [await freePort(host, port)] : [])];
  }
  if (!existsSync(layout.founding)) {
    const remedy = "Found one with `folkmoot init`, or name the right home with --home.";
    return [
      ...findings,
      note("home", `no community lives in ${home}`, remedy),
      await freePort(host, port),
    ];
  }
  findings.push(await founding(layout), ...permissions(layout));
  findings.push(...(await networkFindings(layout, holder !== undefined)));
  findings.push(...(await backupFindings(layout, Date.now())));
  if (holder !== undefined) {
    const where = holder.url === undefined ? "" : ` at ${holder.url}`;
    const told =
      holder.url === undefined
        ? []
        : [...(await runningClock(holder.url)), ...(await runningEdition(holder.url))];
    return [...findings, fine("node", `process ${holder.pid} runs it${where}`), ...told];
  }
  return [
    ...findings,
    fine("node", "not running"),
    await freePort(host, port),
    ...(await store(layout)),
  ];
}

function nodeVersion(version: string): Finding {
  const [major = 0] = version.split(".").map(Number);
  if (major > 20) return fine("Node", version);
  return note("Node", `${version} works, but gets no security fixes any more`, "Install Node 24.");
}

function clock(now: number): Finding {
  if (now >= CLOCK_MIN) return fine("clock", formatMoment(now));
  return wrong("clock", `it shows ${formatMoment(now)}`, "Set the clock of this computer right.");
}

function disk(home: string): Finding {
  let folder = resolve(home);
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const words = `${Math.floor(free / 1024 / 1024)} MiB free`;
  return free >= DISK_MIN
    ? fine("disk", words)
    : wrong("disk", words, "Make room: a node stops when it cannot write.");
}

async function founding(layout: HomeLayout): Promise<Finding> {
  try {
    const { name } = await readHomeFounding(folkmootLaw, layout);
    return fine("community", name);
  } catch (error) {
    return wrong("community", wordsOf(error), "Restore founding.json from a backup.");
  }
}

/** What holds secrets is for its owner alone. */
function permissions(layout: HomeLayout): Finding[] {
  if (process.platform === "win32") return [];
  const secret = [layout.keys, layout.validatorKey, layout.demo, layout.localToken].filter((path) =>
    existsSync(path),
  );
  const open = secret.filter((path) => (statSync(path).mode & 0o077) !== 0);
  if (open.length === 0) return [fine("keys", "readable by their owner alone")];
  return open.map((path) => {
    return wrong("keys", `${path} can be read by others`, `Run: chmod go-rwx "${path}"`);
  });
}

async function store(layout: HomeLayout): Promise<Finding[]> {
  if (!existsSync(layout.store)) return [fine("store", "empty: the node has not run yet")];
  const remedy = "Run `folkmoot verify`; restore the home from a backup if it names a block.";
  try {
    const opened = await openLevelStore(layout.store);
    const marker = await openFileMarker(layout.head);
    try {
      const head = await readHead(opened);
      const mark = await marker.read();
      const acknowledged = mark === "damaged" ? "damaged" : (mark?.height ?? 0);
      if (head === undefined) return [fine("store", "empty: the node has not run yet")];
      if (acknowledged === "damaged" || acknowledged > head.height) {
        const detail = `it ends at block ${head.height}, but more was acknowledged (${acknowledged})`;
        return [wrong("store", detail, remedy)];
      }
      const found = fine("store", `up to block ${head.height}, of ${formatMoment(head.time)}`);
      const aheadMs = (await readDemoFile(layout.demo))?.aheadMs ?? 0;
      const clocks = clockAndBlock({ now: Date.now() + aheadMs, time: head.time });
      return [found, clocks, ...(await keptEdition(opened))];
    } finally {
      await marker.close();
      await opened.close();
    }
  } catch (error) {
    const room = "Make room; nothing that was acknowledged is lost.";
    return [wrong("store", wordsOf(error), isDiskFull(error) ? room : remedy)];
  }
}
