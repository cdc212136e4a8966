import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { Signer } from "#engine/embedded/signer.js";
import { sessionMessage } from "#node/api/sessions.js";
import { createHome } from "#node/index.js";
import { folkmootLaw } from "#protocol/rooms.js";
import { ATTACKS, type AttackWay, startAttack } from "../test/strangers/attacks.ts";
import { type ServedNode, startNode } from "./api/served-node.ts";
import { seedOf } from "./crowd.ts";
import { percentile, print } from "./figure.ts";
import { createPayers, foundedSeen, payersFounding, signPayments } from "./payers.ts";

/*
 * How long a member's action takes while strangers attack, against how long it takes beside none in the same run:
 * p95 of each, and their ratio. The node is a process of its own with the usual limits; strangers come from eight
 * other addresses of this machine (Linux).
 *   npm run bench strangers [-- --connections 2000 --actions 60 --only idle,questions]
 */
const { values } = parseArgs({
  options: {
    connections: { type: "string", default: "2000" },
    actions: { type: "string", default: "60" },
    only: { type: "string" },
  },
});
const connections = Number(values.connections);
const actions = Number(values.actions);
const ways = ATTACKS.filter(({ name }) => values.only?.split(",").includes(name) ?? true);
const PEOPLE = 200;
/** Between two of the member's actions. Units: milliseconds. */
const PAUSE = 20;
const PATIENCE = 30_000;
/** The member's session: what strangers use up is not theirs. */
let cookie = "";

await measure();

async function measure(): Promise<void> {
  const signers = createPayers(PEOPLE);
  const home = mkdtempSync(join(tmpdir(), "folkmoot-bench-strangers-"));
  const founding = payersFounding(signers);
  const validatorSeed = seedOf("validator");
  const { file } = await createHome({ home, law: folkmootLaw, founding, validatorSeed });
  const node = await startNode(home, ["--usual"]);
  try {
    const deps = { community: node.community, seen: foundedSeen(file.document) };
    const wires = signPayments(signers, deps, (2 * ways.length + 1) * actions);
    cookie = await signIn(node, signers[0] as (typeof signers)[0]);
    await act(node.url, wires.splice(0, actions));
    for (const way of ways) {
      const idle = await act(node.url, wires.splice(0, actions));
      await measureUnder(way, { url: node.url, wires: wires.splice(0, actions), idle });
    }
  } finally {
    await node.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

async function signIn({ url, community }: ServedNode, signer: Signer): Promise<string> {
  const post = (path: string, body: string) =>
    fetch(`${url}/api/v1/sessions${path}`, { method: "POST", body });
  const { challenge } = (await (await post("/challenge", "")).json()) as { challenge: string };
  const message = sessionMessage(community, Buffer.from(challenge, "hex"));
  const signature = Buffer.from(signer.sign(message)).toString("hex");
  const opened = await post("", JSON.stringify({ person: 1, device: 0, challenge, signature }));
  if (opened.status !== 200) throw new Error(`not signed in: ${await opened.text()}`);
  return opened.headers.get("set-cookie")?.split(";")[0] ?? "";
}

interface Measured {
  readonly url: string;
  readonly wires: readonly Uint8Array[];
  readonly idle: readonly number[];
}

async function measureUnder(way: AttackWay, { url, wires, idle }: Measured): Promise<void> {
  const attack = await startAttack(way, { port: Number(new URL(url).port), connections });
  const attacked = await act(url, wires).finally(() => attack.stop());
  const peer = { name: "beside no attack, p95 in ms", value: percentile(idle, 0.95) };
  const p95 = percentile(attacked, 0.95);
  const what = { connections, stopped: attack.stopped() };
  print({ bench: `api/attack-${way.name}-p95`, value: p95, unit: "ms", peer, ...what });
  const ratio = { value: p95 / peer.value, unit: "ratio", goal: 3, goalIs: "at most" } as const;
  print({ bench: `api/attack-${way.name}-p95-ratio`, ...ratio });
  await pause(1_000);
}

/** A member's actions, one after another, each on its own; how long each took. Units: milliseconds. */
async function act(url: string, wires: readonly Uint8Array[]): Promise<number[]> {
  const took: number[] = [];
  for (const wire of wires) {
    const begun = performance.now();
    const answer = await fetch(`${url}/api/v1/actions`, {
      method: "POST",
      headers: { "content-type": "application/octet-stream", cookie },
      body: wire as BodyInit,
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.status !== 200) throw new Error(`refused: ${await answer.text()}`);
    await answer.arrayBuffer();
    took.push(performance.now() - begun);
    await pause(PAUSE);
  }
  return took;
}
