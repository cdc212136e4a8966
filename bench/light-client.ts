import { gzipSync } from "node:zlib";
import { createLightClient } from "#client/light/light-client.js";
import type { CheckSignature } from "#client/light/verify.js";
import { portableHasher } from "#client/portable-hasher.js";
import { portableVerify, verifyAsync } from "#client/signature.js";
import { bundleForBrowsers } from "./bundle.ts";
import { FOUNDED, foundLightCommunity, type LightCommunity, rowKey } from "./light-community.ts";

/*
 * What it costs a phone to check an answer, one JSON line each: header, commit and proof of one row
 * among 10,000, from the founding on, by the code that browsers run; and how long that code is.
 *   node dist/bench/light-client.js
 */
const RUNS = 15;
const SECOND = 1_000_000_000n;

function figure(bench: string, value: number, unit: string, limit?: number): void {
  const rounded = Math.round(value * 1000) / 1000;
  const goal = limit === undefined ? {} : { limit };
  console.log(JSON.stringify({ bench: `light-client/${bench}`, value: rounded, unit, ...goal }));
}

/** Checks one row again, as a page that has just been opened does; answers milliseconds. */
async function checkOnce(community: LightCommunity, verify: CheckSignature): Promise<number> {
  const client = createLightClient({
    source: community.source,
    trust: {
      anchor: {
        kind: "founding",
        chainId: "bench-village",
        validatorsHash: community.validatorsHash,
        time: FOUNDED,
        initialHeight: 1n,
      },
    },
    hasher: portableHasher,
    verify,
    now: () => FOUNDED + 60n * SECOND,
  });
  const before = performance.now();
  const answer = await client.verifiedRow(rowKey(4321));
  const took = performance.now() - before;
  if (!answer.ok || answer.value.rows.length !== 1) throw new Error("the check has failed");
  return took;
}

async function measure(machines: number, name: string, verify: CheckSignature): Promise<void> {
  const community = foundLightCommunity(machines);
  const times: number[] = [await checkOnce(community, verify)];
  figure(`check-${machines}-validators-${name}-first`, times[0] as number, "ms");
  for (let run = 0; run < RUNS; run += 1) times.push(await checkOnce(community, verify));
  const median = times.toSorted((a, b) => a - b)[RUNS >> 1] as number;
  const limit = machines <= 7 ? 50 : undefined;
  figure(`check-${machines}-validators-${name}-median`, median, "ms", limit);
  if (name !== "platform") return;
  figure(`light-block-${machines}-validators`, community.lightBytes, "bytes");
  figure("proof-of-one-row-of-10000", community.proofBytes, "bytes");
}

async function measureBundle(): Promise<void> {
  const bundled = await bundleForBrowsers([
    ["light/light-client", "createLightClient"],
    ["light/node-source", "nodeLightSource"],
    ["portable-hasher", "portableHasher"],
    ["signature", "verifyAsync"],
  ]);
  figure("bundle-gzip", gzipSync(bundled, { level: 9 }).length / 1000, "kB", 60);
}

for (const machines of [1, 7, 100]) {
  await measure(machines, "platform", verifyAsync);
  await measure(machines, "javascript", portableVerify);
}
await measureBundle();
