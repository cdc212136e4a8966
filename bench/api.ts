import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Signer } from "#engine/embedded/signer.js";
import { nativeHasher } from "#engine/native-hasher.js";
import { verifyAsync } from "#engine/native-signature.js";
import { joinBatch } from "#node/api/batch.js";
import { createHome, createNode } from "#node/index.js";
import { fromHex, toHex } from "#protocol/kernel/bytes.js";
import { folkmootLaw } from "#protocol/rooms.js";
import { seedOf } from "./crowd.ts";
import { print } from "./figure.ts";
import { createPayers, foundedSeen, payersFounding, signPayments } from "./payers.ts";

/*
 * Signed payments through the API to acknowledged, sustained, against bare Ed25519 verification by
 * the same function on the same cores in the same run. The node is a process of its own; what is
 * sent was signed before.
 *   npm run bench api [-- --actions 40000 --batch 500 --lanes 4]
 */
const { values } = parseArgs({
  options: {
    serve: { type: "string" },
    people: { type: "string", default: "2000" },
    actions: { type: "string", default: "40000" },
    batch: { type: "string", default: "500" },
    lanes: { type: "string", default: "4" },
  },
});
const PLENTY = { perSecond: 1e9, burst: 1e9 };
const people = Number(values.people);

if (values.serve !== undefined) await serve(values.serve);
else await measure();

/** Runs the node until its parent ends it. */
async function serve(home: string): Promise<void> {
  const limits = {
    requestsPerAddress: PLENTY,
    actionsPerAddress: PLENTY,
    actionsPerPerson: PLENTY,
  };
  const node = await createNode({ home, limits });
  process.send?.({ url: node.url, community: toHex(node.engine.ledger.community) });
  process.once("message", () => void node.stop().then(() => process.exit(0)));
}

async function measure(): Promise<void> {
  const signers = createPayers(people);
  const home = mkdtempSync(join(tmpdir(), "folkmoot-bench-api-"));
  const founding = payersFounding(signers);
  const { file } = await createHome({
    home,
    law: folkmootLaw,
    founding,
    validatorSeed: seedOf("validator"),
  });
  const node = spawn(
    process.execPath,
    [...process.execArgv, fileURLToPath(import.meta.url), "--serve", home],
    { stdio: ["ignore", "inherit", "inherit", "ipc"] },
  );
  try {
    const told = await new Promise<{ url: string; community: string }>((resolve, reject) => {
      node.once("message", (message) => resolve(message as { url: string; community: string }));
      node.once("exit", (code) => reject(new Error(`the node ended with ${code}`)));
    });
    const community = fromHex(told.community) as Uint8Array;
    const wires = signPayments(
      signers,
      { community, seen: foundedSeen(file.document) },
      Number(values.actions),
    );
    const ceiling = await bareVerification(signers, community);
    const batch = Number(values.batch);
    const lanes = Number(values.lanes);
    const warm = Math.floor(wires.length / 5);
    await post(told.url, wires.slice(0, warm), batch, lanes);
    const rate = await post(told.url, wires.slice(warm), batch, lanes);
    const detail = { batch, lanes, cores: "all" };
    print({ bench: "api/bare-ed25519", value: ceiling, unit: "per second", ...detail });
    print({ bench: "api/acknowledged", value: rate, unit: "per second", ...detail });
    print({
      bench: "api/acknowledged-of-bare-ed25519",
      value: rate / ceiling,
      unit: "ratio",
      goal: 0.7,
      goalIs: "at least",
      peer: { name: "bare Ed25519 verification", value: Math.round(ceiling) },
      ...detail,
    });
  } finally {
    const ended = new Promise((resolve) => node.once("exit", resolve));
    node.send("stop");
    await ended;
    rmSync(home, { recursive: true, force: true });
  }
}

/** Verifies on every core and does nothing else; signatures a second. */
async function bareVerification(
  signers: readonly Signer[],
  community: Uint8Array,
): Promise<number> {
  const signed = signers.map((signer, at) => {
    const message = nativeHasher.sha256(Uint8Array.of(...community, at & 255, at >> 8));
    return { key: signer.publicKey, message, signature: signer.sign(message) };
  });
  const round = () =>
    Promise.all(signed.map(({ key, message, signature }) => verifyAsync(key, message, signature)));
  await round();
  const begun = performance.now();
  let done = 0;
  while (performance.now() - begun < 3_000) done += (await round()).length;
  return done / ((performance.now() - begun) / 1000);
}

/** Posts batches over some connections at once and insists that every action is done. */
async function post(
  url: string,
  wires: readonly Uint8Array[],
  batch: number,
  lanes: number,
): Promise<number> {
  // A person's actions stay in one lane, so that none overtakes another.
  const cut = Math.ceil(people / lanes);
  const queues = Array.from({ length: lanes }, (_, lane) =>
    wires.filter((_, at) => Math.floor((at % people) / cut) === lane),
  );
  const begun = performance.now();
  await Promise.all(
    queues.map(async (queue) => {
      for (let at = 0; at < queue.length; at += batch) {
        const answer = await fetch(`${url}/api/v1/actions`, {
          method: "POST",
          headers: { "content-type": "application/vnd.folkmoot.actions" },
          body: joinBatch(queue.slice(at, at + batch)) as BodyInit,
        });
        const { receipts } = (await answer.json()) as { receipts: { code: number | string }[] };
        const refused = receipts.find(({ code }) => code !== 0);
        if (refused !== undefined) throw new Error(`refused: ${JSON.stringify(refused)}`);
      }
    }),
  );
  return wires.length / ((performance.now() - begun) / 1000);
}
