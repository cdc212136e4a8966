import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Signer, signerFromSeed } from "#engine/embedded/signer.js";
import { nativeHasher } from "#engine/native-hasher.js";
import { heightKey, SPACE } from "#engine/store/keys.js";
import { openLevelStore } from "#engine/store/level-store.js";
import { until } from "#engine/testing/until.js";
import { createHome, homeLayout, verifyHome } from "#node/index.js";
import { decodeBlock } from "#protocol/chain/index.js";
import { lightBlockFromJson } from "#protocol/chain/light-block.js";
import { communityOf } from "#protocol/founding.js";
import { toHex } from "#protocol/kernel/bytes.js";
import type { PersonId } from "#protocol/kernel/ids.js";
import type { Seen } from "#protocol/kernel/seen.js";
import { folkmootLaw } from "#protocol/rooms.js";
import { signAction } from "#protocol/testing/sign-action.js";

/** What a loop of kills found. */
export interface KillReport {
  readonly kills: number;
  readonly acknowledged: number;
  /** Sent, but killed before an answer: in history or not, both are right. */
  readonly unanswered: number;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly height: number;
  readonly verdict: string;
  readonly seconds: number;
}

const PEOPLE = 6;
const LIFE_MAX = 350;
/**
 * When nodes die, in turns: some moment after two were answered, any moment, and while they start.
 *
 * Why after answers: on a busy machine nobody would be answered within such a life.
 */
const FATES = ["answered", "answered", "any", "hasty"] as const;
const ANSWERED = 2;
/** The program of a node that is to be killed. */
export const NODE = fileURLToPath(new URL("./node-process.js", import.meta.url));

/** What was answered while people acted. */
export interface Journal {
  /** Height by id. */
  readonly acknowledged: Map<string, number>;
  unanswered: number;
}

/**
 * Kills a node at random moments while people act, and checks that whatever it acknowledged is in
 * its history exactly once.
 */
export async function runKillLoop(kills: number, seed: number): Promise<KillReport> {
  const started = performance.now();
  const home = await mkdtemp(join(tmpdir(), "folkmoot-kills-"));
  const people = Array.from({ length: PEOPLE }, (_, at) =>
    signerFromSeed(digestOf(`person ${at}`)),
  );
  const community = await found(home, people);
  const journal: Journal = { acknowledged: new Map(), unanswered: 0 };
  const random = randomFrom(seed);
  const nonces = people.map(() => 0);
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      const life = { ms: random() * LIFE_MAX, fate: FATES[kill % FATES.length] ?? "any" };
      await liveAndDie(home, journal, life, async (url, isOver) => {
        const acting = people.map((signer, at) =>
          act(url, isOver, journal, (seen) => {
            nonces[at] = (nonces[at] ?? 0) + 1;
            return publish({ community, seen }, (at + 1) as PersonId, nonces[at] as number, signer);
          }),
        );
        await Promise.all(acting);
      });
    }
    return { ...(await judge(home, journal)), kills, seconds: seconds(started) };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** Starts a node, lets people act, kills it after some time. */
async function liveAndDie(
  home: string,
  journal: Journal,
  { ms, fate }: { readonly ms: number; readonly fate: (typeof FATES)[number] },
  live: (url: string, isOver: () => boolean) => Promise<void>,
): Promise<void> {
  const child = spawn(process.execPath, [NODE, home], { stdio: ["ignore", "pipe", "pipe"] });
  const gone = new Promise<number | null>((resolve) => child.once("exit", resolve));
  let over = false;
  const url = fate === "hasty" ? undefined : await addressOf(child);
  const before = journal.acknowledged.size;
  const living = url === undefined ? Promise.resolve() : live(url, () => over);
  try {
    if (fate === "answered") await until(() => journal.acknowledged.size >= before + ANSWERED);
    await new Promise((resolve) => setTimeout(resolve, ms));
  } finally {
    over = true;
    child.kill("SIGKILL");
  }
  const code = await gone;
  if (code !== null) throw new Error(`the node ended by itself with ${code}`);
  await living;
}

/** Waits until a node that was started tells where it answers. */
export function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    let errors = "";
    child.stderr?.on("data", (chunk) => {
      errors += String(chunk);
    });
    child.stdout?.on("data", (chunk) => {
      text += String(chunk);
      if (text.includes("\n")) resolve((JSON.parse(text) as { readonly url: string }).url);
    });
    child.once("exit", () => reject(new Error(`the node did not start: ${errors}`)));
  });
}

/** One person acts again and again, and notes what was acknowledged. */
export async function act(
  url: string,
  isOver: () => boolean,
  journal: Journal,
  next: (seen: Seen) => Uint8Array,
): Promise<void> {
  while (!isOver()) {
    const seen = await seenAt(url).catch(() => undefined);
    if (seen === undefined) return;
    const wire = next(seen);
    journal.unanswered += 1;
    let response: Response;
    let json: { readonly id: string; readonly height: number };
    try {
      response = await fetch(`${url}/api/v1/actions`, {
        method: "POST",
        headers: { "content-type": "application/octet-stream" },
        body: wire.slice(),
      });
      json = (await response.json()) as typeof json;
    } catch {
      return;
    }
    if (response.status !== 200) throw new Error(`refused: ${JSON.stringify(json)}`);
    journal.unanswered -= 1;
    journal.acknowledged.set(json.id, json.height);
  }
}

/** Goes through the store: every acknowledged id once, at the height that was told; then verify. */
async function judge(
  home: string,
  journal: Journal,
): Promise<Omit<KillReport, "kills" | "seconds">> {
  const store = await openLevelStore(homeLayout(home).store);
  const heights = new Map<string, number>();
  const doubled: string[] = [];
  let height = 0;
  for (;;) {
    const bytes = await store.get(heightKey(SPACE.block, height + 1));
    if (bytes === undefined) break;
    height += 1;
    const block = decodeBlock(bytes);
    if (!block.ok) throw new Error(`block ${height}: ${block.reason}`);
    for (const wire of block.value.txs) {
      const id = toHex(nativeHasher.sha256(wire));
      if (heights.has(id)) doubled.push(id);
      heights.set(id, height);
    }
  }
  await store.close();
  const told = [...journal.acknowledged];
  const lost = told.filter(([id, at]) => heights.get(id) !== at).map(([id]) => id);
  const verdict = await verifyHome(home);
  return {
    acknowledged: told.length,
    unanswered: journal.unanswered,
    lost,
    doubled,
    height,
    verdict: verdict.ok ? "ok" : verdict.reason,
  };
}

/** Founds a community of some people in a home; its hash. */
export async function found(home: string, people: readonly Signer[]): Promise<Uint8Array> {
  const foundedAt = Date.now() - 1000;
  const { file } = await createHome({
    home,
    law: folkmootLaw,
    founding: JSON.stringify({
      name: "Kill loop",
      foundedAt,
      rooms: {
        identity: {
          people: people.map(({ publicKey }) => ({
            device: toHex(publicKey),
            recovery: "0".repeat(64),
          })),
        },
        membership: {
          members: people.map((_, at) => ({
            person: at + 1,
            since: foundedAt,
            founder: true,
            invitedBy: 0,
          })),
        },
      },
    }),
  });
  return communityOf(nativeHasher, folkmootLaw, file.document);
}

/** The newest state of which a node shows the header. */
async function seenAt(url: string): Promise<Seen> {
  const answer = await fetch(`${url}/api/v1/light/latest`);
  const block = lightBlockFromJson(nativeHasher, await answer.json());
  if (!block.ok) throw new Error(block.reason);
  const { height, appHash } = block.value.signedHeader.header;
  return { height: Number(height) - 1, root: appHash };
}

/** A signed action that can be done any number of times, each time another one. */
export function publish(
  { community, seen }: { readonly community: Uint8Array; readonly seen: Seen },
  person: PersonId,
  nonce: number,
  signer: Signer,
): Uint8Array {
  const hash = digestOf(`${person} ${nonce}`);
  const input = { digest: hash, audience: "public", kind: "note", bytes: 40 };
  const expires = Date.now() + 86_400_000;
  const type = "records/publish";
  return signAction(folkmootLaw, signer, { community, person, nonce, expires, seen, type, input });
}

/** A seed or a digest that follows from a text. */
export function digestOf(text: string): Uint8Array {
  return new Uint8Array(createHash("sha256").update(text).digest());
}

/** Numbers from 0 to 1 that follow from a seed (xorshift). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

function seconds(started: number): number {
  return Math.round((performance.now() - started) / 100) / 10;
}

const asked = process.argv.indexOf("--kills");
if (asked > 0) {
  const kills = Number(process.argv[asked + 1]);
  const report = await runKillLoop(kills, Date.now());
  process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  const isSound = report.lost.length + report.doubled.length === 0 && report.verdict === "ok";
  process.exitCode = isSound ? 0 : 1;
}
