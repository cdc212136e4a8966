import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { signerFromSeed } from "#engine/embedded/signer.js";
import { nativeHasher } from "#engine/native-hasher.js";
import { heightKey, SPACE } from "#engine/store/keys.js";
import { openLevelStore } from "#engine/store/level-store.js";
import {
  createBackupKey,
  homeLayout,
  readBackupName,
  restoreHome,
  verifyHome,
} from "#node/index.js";
import { decodeBlock } from "#protocol/chain/index.js";
import { toHex } from "#protocol/kernel/bytes.js";
import type { PersonId } from "#protocol/kernel/ids.js";
import {
  act,
  addressOf,
  digestOf,
  found,
  type Journal,
  NODE,
  publish,
  randomFrom,
} from "./kill-loop.ts";

/** What rounds of backups under kills found. */
export interface RoundsReport {
  readonly rounds: number;
  /** Backups that were finished, and restored and verified. */
  readonly restored: number;
  /** Backups of which the node or the program itself was killed. */
  readonly cutOff: number;
  readonly acknowledged: number;
  /** Actions that were acknowledged each second while a backup was made, at the median. */
  readonly actionsPerSecond: number;
  /** What is wrong; nothing, if all is well. */
  readonly faults: readonly string[];
  readonly seconds: number;
}

/** A person may add so much to the record in a day; so they take turns. */
const PEOPLE = 160;
/** How many act at once. */
const AT_ONCE = 40;
const PROGRAM = fileURLToPath(new URL("../../../bin/folkmoot.js", import.meta.url));
/** Whom the kill hits, in turns: nobody, the node, the backup's own program. */
const FATES = ["nobody", "node", "backup"] as const;
/** The longest time until a kill. Units: milliseconds. */
const LIFE_MAX = 1_200;
/** How long people act before a backup begins. Units: milliseconds. */
const BEFORE = 400;

/**
 * Backs a node up while people act, kills one of the two at a random moment, and restores every backup that is there.
 *
 * Why it has to hold: a file with a backup's name is whole, verifies, and has all that was acknowledged before
 * it was begun; where something was killed there is either such a file or none.
 */
export async function runBackupRounds(rounds: number, seed: number): Promise<RoundsReport> {
  const started = performance.now();
  const root = await mkdtemp(join(tmpdir(), "folkmoot-rounds-"));
  const home = join(root, "home");
  const people = Array.from({ length: PEOPLE }, (_, at) =>
    signerFromSeed(digestOf(`person ${at}`)),
  );
  const community = await found(home, people);
  const key = await createBackupKey();
  const envelope = await createBackupKey();
  const journal: Journal = { acknowledged: new Map(), unanswered: 0 };
  const random = randomFrom(seed);
  const nonces = people.map(() => 0);
  const faults: string[] = [];
  const rates: number[] = [];
  let restored = 0;
  let cutOff = 0;
  try {
    for (let round = 0; round < rounds; round += 1) {
      const folder = join(root, `backups-${round}`);
      const node = spawn(process.execPath, [NODE, home], { stdio: ["ignore", "pipe", "pipe"] });
      const url = await addressOf(node);
      let isOver = false;
      const acting = Promise.all(
        people.map((signer, at) => {
          if (at % (PEOPLE / AT_ONCE) !== round % (PEOPLE / AT_ONCE)) return undefined;
          return act(
            url,
            () => isOver,
            journal,
            (seen) => {
              nonces[at] = (nonces[at] ?? 0) + 1;
              return publish(
                { community, seen },
                (at + 1) as PersonId,
                nonces[at] as number,
                signer,
              );
            },
          );
        }),
      );
      await pause(BEFORE);
      const before = new Map(journal.acknowledged);
      const recipients = [key, envelope].flatMap(({ recipient }) => ["--recipient", recipient]);
      const words = ["backup", "create", "--to", folder, "--home", home, ...recipients];
      const begun = performance.now();
      const program = spawn(process.execPath, [PROGRAM, ...words], { stdio: "ignore" });
      const ended = once(program, "exit");
      const fate = FATES[round % FATES.length] ?? "nobody";
      const isCut = await killOne(fate, { node, program, ended, ms: random() * LIFE_MAX });
      if (fate !== "node")
        rates.push(
          (journal.acknowledged.size - before.size) / ((performance.now() - begun) / 1_000),
        );
      isOver = true;
      if (node.exitCode === null && node.signalCode === null) {
        const gone = once(node, "exit");
        node.kill("SIGKILL");
        await gone;
      }
      await acting;
      const names = (await readdir(folder).catch((): string[] => [])).filter(
        (name) => readBackupName(name) !== undefined,
      );
      if (names.length === 0 && !isCut) faults.push(`round ${round}: there is no backup`);
      if (names.length === 0) cutOff += 1;
      for (const name of names) {
        const copy = join(root, "copy");
        const backup = {
          file: join(folder, name),
          identities: [round % 2 === 0 ? key.identity : envelope.identity],
        };
        faults.push(
          ...(await judged(backup, copy, before)).map((fault) => `round ${round}: ${fault}`),
        );
        await rm(copy, { recursive: true, force: true });
        restored += 1;
      }
      await rm(folder, { recursive: true, force: true });
    }
    const verdict = await verifyHome(home);
    if (!verdict.ok) faults.push(`the home itself: ${verdict.reason}`);
    const acknowledged = journal.acknowledged.size;
    const sorted = rates.sort((left, right) => left - right);
    const actionsPerSecond = Math.round(sorted[sorted.length >> 1] ?? 0);
    const seconds = Math.round((performance.now() - started) / 100) / 10;
    return { rounds, restored, cutOff, acknowledged, actionsPerSecond, faults, seconds };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

interface Victims {
  readonly node: ChildProcess;
  readonly program: ChildProcess;
  readonly ended: Promise<unknown>;
  readonly ms: number;
}

/** Kills one at some moment, or nobody; tells whether the backup may be missing now. */
async function killOne(
  fate: (typeof FATES)[number],
  { node, program, ended, ms }: Victims,
): Promise<boolean> {
  if (fate !== "nobody") {
    await Promise.race([pause(ms), ended]);
    (fate === "node" ? node : program).kill("SIGKILL");
  }
  await ended;
  return fate !== "nobody";
}

/** What is wrong with a backup: it does not restore, does not verify, or lacks what was acknowledged before. */
async function judged(
  backup: { readonly file: string; readonly identities: readonly string[] },
  copy: string,
  before: ReadonlyMap<string, number>,
): Promise<readonly string[]> {
  try {
    const { about } = await restoreHome(backup, copy, true);
    const verdict = await verifyHome(copy);
    if (!verdict.ok) return [verdict.reason];
    if (verdict.height !== about.height) return ["it ends elsewhere than it says"];
  } catch (error) {
    return [(error as Error).message];
  }
  const ids = await idsIn(copy);
  const lacking = [...before].filter(([id, height]) => ids.get(id) !== height);
  return lacking.length === 0 ? [] : [`${lacking.length} acknowledged actions are not in it`];
}

async function idsIn(home: string): Promise<ReadonlyMap<string, number>> {
  const store = await openLevelStore(homeLayout(home).store);
  const heights = new Map<string, number>();
  for (let height = 1; ; height += 1) {
    const bytes = await store.get(heightKey(SPACE.block, height));
    if (bytes === undefined) break;
    const block = decodeBlock(bytes);
    if (!block.ok) throw new Error(`block ${height}: ${block.reason}`);
    for (const wire of block.value.txs) heights.set(toHex(nativeHasher.sha256(wire)), height);
  }
  await store.close();
  return heights;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
