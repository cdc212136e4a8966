import { createHash } from "node:crypto";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { movableClock, systemClock } from "#engine/clock.js";
import { type Signer, signerFromSeed } from "#engine/embedded/signer.js";
import { nativeHasher } from "#engine/native-hasher.js";
import { joinBatch } from "#node/api/batch.js";
import { createHome, createNode, type RunningNode, verifyHome } from "#node/index.js";
import { openFor, voteFor } from "#protocol/index.js";
import { toHex } from "#protocol/kernel/bytes.js";
import type { PersonId } from "#protocol/kernel/ids.js";
import { folkmootLaw } from "#protocol/rooms.js";
import { signAction } from "#protocol/testing/sign-action.js";
import { textHash } from "#protocol/texts/index.js";

/*
 * A year of a community through the public API, with time warped, one JSON line for each figure: every
 * week everybody collects income and pays somebody who takes their money; every fourth week all
 * vote on a proposal. Invariants are checked each week, history at the end.
 * With --heartbeats time goes by hour by hour, each action stands in a block of its own, and what the record
 * takes on the disk is told; with --idle nobody does anything.
 *   node dist/bench/year.js [--people 1000] [--weeks 52] [--heartbeats] [--idle]
 */
const { values } = parseArgs({
  options: {
    people: { type: "string", default: "1000" },
    weeks: { type: "string", default: "52" },
    heartbeats: { type: "boolean", default: false },
    idle: { type: "boolean", default: false },
  },
});
const people = Number(values.people);
const weeks = Number(values.weeks);

const DAY = 86_400_000;
const PLENTY = { perSecond: 1e9, burst: 1e9 };
const HOUR = 3_600_000;
const BATCH = values.heartbeats ? 1 : 1000;
/** What the record of 80 people may take in a year. Units: megabytes. */
const DISK_GOAL = 25;
const none = new Uint8Array(32);

function figure(bench: string, value: number, unit: string, goal?: number): void {
  const rounded = Math.round(value * 100) / 100;
  const aim = goal === undefined ? {} : { goal };
  console.log(
    JSON.stringify({ bench: `year/${bench}`, value: rounded, unit, ...aim, people, weeks }),
  );
}

const seedOf = (name: string) => new Uint8Array(createHash("sha256").update(name).digest());
const signers = Array.from({ length: people }, (_, at) => signerFromSeed(seedOf(`year ${at + 1}`)));
const clock = movableClock(systemClock);
const foundedAt = clock.now() - DAY;
const nextOf = (person: number, steps: number) => 1 + ((person - 1 + steps) % people);

function founding(): string {
  const rooms = {
    identity: {
      people: signers.map(({ publicKey }) => ({ device: toHex(publicKey), recovery: toHex(none) })),
    },
    membership: {
      members: signers.map((_, at) => ({
        person: at + 1,
        since: foundedAt,
        founder: true,
        invitedBy: 0,
      })),
    },
    money: {
      trusts: signers.flatMap((_, at) =>
        [1, 2, 3, 4, 5].map((steps) => ({
          account: nextOf(at + 1, steps),
          currency: at + 1,
          cap: 0,
          until: foundedAt + 3000 * DAY,
        })),
      ),
    },
  };
  return JSON.stringify({ name: "A year", purpose: "To be measured.", foundedAt, rooms });
}

const nonces = new Map<number, number>();

function signed(node: RunningNode, person: number, type: string, input: unknown): Uint8Array {
  const nonce = (nonces.get(person) ?? 0) + 1;
  nonces.set(person, nonce);
  return signAction(folkmootLaw, signers[person - 1] as Signer, {
    community: node.engine.ledger.community,
    person,
    nonce,
    expires: node.engine.head().time + 3 * DAY,
    seen: node.engine.ledger.seen(),
    type,
    input,
  });
}

let sent = 0;

/** Posts actions in batches and insists that every one is done. */
async function post(node: RunningNode, wires: readonly Uint8Array[]): Promise<void> {
  for (let from = 0; from < wires.length; from += BATCH) {
    const body = joinBatch(wires.slice(from, from + BATCH));
    const answer = await fetch(`${node.url}/api/v1/actions`, {
      method: "POST",
      headers: { "content-type": "application/vnd.folkmoot.actions" },
      body: body as BodyInit,
    });
    const { receipts } = (await answer.json()) as {
      receipts: readonly { code: number | string }[];
    };
    const refused = receipts.filter(({ code }) => code !== 0);
    if (refused.length > 0) throw new Error(`refused: ${JSON.stringify(refused[0])}`);
    sent += receipts.length;
  }
}

const everybody = Array.from({ length: people }, (_, at) => at + 1);
let decisions = 0;

/** Lets a week go by: at once, or with the block of each hour. */
async function passWeek(node: RunningNode): Promise<void> {
  const steps = values.heartbeats ? (7 * DAY) / HOUR : 1;
  for (let step = 0; step < steps; step += 1) {
    clock.advance((7 * DAY) / steps);
    await node.engine.tick();
  }
}

/** What the files of a folder take together. Units: megabytes. */
async function megabytesOf(folder: string): Promise<number> {
  const names = await readdir(folder);
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((all, size) => all + size, 0) / 1e6;
}

async function liveWeek(node: RunningNode, week: number): Promise<void> {
  await passWeek(node);
  if (values.idle) return;
  await post(
    node,
    everybody.map((person) => signed(node, person, "money/claim", { until: 0 })),
  );
  const pay = (person: number) => ({
    to: nextOf(person, 1 + ((week + person) % 5)),
    parts: [{ currency: person, micro: 1_000_000 + person }],
    note: none,
  });
  await post(
    node,
    everybody.map((person) => signed(node, person, "money/pay", pay(person))),
  );
  if (week % 4 === 0) await decide(node, week);
}

async function decide(node: RunningNode, week: number): Promise<void> {
  const digest = none.slice().fill(1 + week);
  const text = textHash(nativeHasher, 1 as PersonId, digest);
  const about = { digest, audience: "public", kind: "proposal", bytes: 64 };
  await post(node, [signed(node, 1, "records/publish", about)]);
  const proposal = openFor({ circle: 1, kind: "statement", text, effects: [] });
  await post(node, [signed(node, 1, "decisions/open", proposal)]);
  decisions += 1;
  clock.advance(60_000);
  await node.engine.tick();
  const vote = (person: number) => voteFor(decisions, person % 3 === 0 ? "no" : "yes");
  await post(
    node,
    everybody.map((person) => signed(node, person, "decisions/cast-vote", vote(person))),
  );
}

const home = await mkdtemp(join(tmpdir(), "folkmoot-year-"));
await createHome({
  home,
  law: folkmootLaw,
  founding: founding(),
  validatorSeed: seedOf("validator"),
});
const node = await createNode({
  home,
  clock,
  limits: {
    cpuPerAddress: PLENTY,
    cpuPerMember: PLENTY,
    cpuShareOfStrangers: 1,
  },
});
const began = performance.now();
let broken = 0;
for (let week = 1; week <= weeks; week += 1) {
  await liveWeek(node, week);
  const { ledger } = node.engine;
  broken += ledger.stateMachine.broken(ledger.reader(), node.engine.head().time).length;
}
const lived = performance.now() - began;
await node.stop();
const verifying = performance.now();
const verdict = await verifyHome(home);
if (values.heartbeats) {
  const what = values.idle ? "disk-idle" : "disk";
  figure(what, await megabytesOf(join(home, "store")), "MB", DISK_GOAL);
}
figure("actions", sent, "count");
figure("invariant-violations", broken, "count", 0);
figure("wall-time", lived / 1000, "s");
figure("verify-time", (performance.now() - verifying) / 1000, "s");
figure("verified", verdict.ok ? 1 : 0, "bool", 1);
await rm(home, { recursive: true, force: true });
if (!verdict.ok || broken > 0) process.exitCode = 1;
