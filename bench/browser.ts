import { gzipSync } from "node:zlib";
import { nativeHasher } from "#engine/native-hasher.js";
import { toBase64 } from "#protocol/chain/base64.js";
import { toHex } from "#protocol/kernel/bytes.js";
import { type KeyRange, prefixRange, singleKey, treeKey } from "#protocol/kernel/tree/key.js";
import { createTree } from "#protocol/kernel/tree/tree.js";
import { launchChromium } from "../test/browser/chromium.ts";
import { bundleForBrowsers } from "./bundle.ts";
import { print } from "./figure.ts";
import { FOUNDED, foundLightCommunity, rowKey } from "./light-community.ts";

/*
 * What checking costs in a real browser: proofs of a row, of its absence, and of all 1,000 ballots
 * of a decision; and the light client's first look at a community.
 *   npm run bench browser
 */
const PEOPLE = 100_000;
const BALLOTS = 1_000;
const [WALLET, BALLOT] = [2, 5];
const RUNS = 20;

/** Whole numbers one after the other, four bytes each. */
const numbers = (...values: readonly number[]) =>
  Buffer.concat(values.map((value) => Buffer.from(value.toString(16).padStart(8, "0"), "hex")));

/** What the page is given: everything as text, so that it crosses into the browser. */
interface Task {
  readonly name: string;
  readonly root: string;
  readonly from: string;
  readonly until: string;
  readonly proof: string;
  readonly rows: number;
}

function proofTasks(): Task[] {
  const tree = createTree(nativeHasher);
  const wallets = Array.from({ length: PEOPLE }, (_, person) => ({
    key: treeKey(WALLET, numbers(person, 1)),
    row: new Uint8Array(72).fill(person),
  }));
  const ballots = Array.from({ length: BALLOTS * 20 }, (_, at) => ({
    key: treeKey(BALLOT, numbers(Math.floor(at / BALLOTS), at % BALLOTS)),
    row: new Uint8Array(48).fill(at),
  }));
  const version = tree.apply(tree.empty, [...wallets, ...ballots]);
  tree.commit(version);
  const root = toBase64(tree.root(version));
  const task = (name: string, { from, until }: KeyRange, rows: number): Task => {
    const begun = performance.now();
    const proof = tree.prove(version, from, until);
    const made = performance.now() - begun;
    print({ bench: `browser/${name}-made-by-node-first`, value: made, unit: "ms" });
    print({ bench: `browser/${name}-bytes`, value: proof.length, unit: "bytes" });
    if (until === undefined) throw new Error("the range has an end");
    return {
      name,
      root,
      from: toBase64(from),
      until: toBase64(until),
      proof: toBase64(proof),
      rows,
    };
  };
  return [
    task("row", singleKey(treeKey(WALLET, numbers(77_777, 1))), 1),
    task("absence", singleKey(treeKey(WALLET, numbers(77_777, 2))), 0),
    task("1000-ballots", prefixRange(BALLOT, numbers(7)), BALLOTS),
  ];
}

interface Timing {
  readonly first: number;
  readonly median: number;
}

/** The parts of the client that the page has under this name. */
declare const folkmoot: typeof import("#protocol/kernel/tree/verify.js") &
  typeof import("#client/portable-hasher.js") &
  typeof import("#client/light/light-client.js") &
  typeof import("#client/signature.js");

const bundled = await bundleForBrowsers(
  [
    ["light/light-client", "createLightClient"],
    ["portable-hasher", "portableHasher"],
    ["signature", "verifyAsync"],
    ["/protocol/kernel/tree/verify", "verifyRange"],
  ],
  "folkmoot",
);
print({
  bench: "browser/bundle-gzip",
  value: gzipSync(bundled, { level: 9 }).length / 1000,
  unit: "kB",
  goal: 60,
  goalIs: "at most",
});

const browser = await launchChromium();
try {
  const fresh = async () => {
    const page = await browser.newPage();
    await page.addScriptTag({ content: bundled.toString("utf8") });
    return page;
  };
  for (const task of proofTasks()) {
    const page = await fresh();
    const timing = await page.evaluate(checkProof, { task, runs: RUNS });
    print({ bench: `browser/${task.name}-check-first`, value: timing.first, unit: "ms" });
    print({ bench: `browser/${task.name}-check`, value: timing.median, unit: "ms" });
    await page.close();
  }
  for (const machines of [1, 7]) {
    const community = foundLightCommunity(machines);
    const proved = await community.source.proveRange(singleKey(rowKey(4321)), undefined as never);
    const page = await fresh();
    const timing = await page.evaluate(checkLight, {
      blocks: [await community.source.lightBlock(1n), await community.source.lightBlock(2n)],
      proof: toBase64((proved as { proof: Uint8Array }).proof),
      key: toBase64(rowKey(4321)),
      validatorsHash: toHex(community.validatorsHash),
      founded: String(FOUNDED),
      runs: RUNS,
    });
    const goal = { goal: 50, goalIs: "at most" as const };
    const name = `browser/light-client-${machines}-validators`;
    print({ bench: `${name}-first`, value: timing.first, unit: "ms", ...goal });
    print({ bench: `${name}`, value: timing.median, unit: "ms", ...goal });
    await page.close();
  }
} finally {
  await browser.close();
}

/** Runs in the page: nothing of this file is there but what it is given. */
function checkProof({ task, runs }: { readonly task: Task; readonly runs: number }): Timing {
  const bytes = (text: string) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const { verifyRange, portableHasher } = folkmoot;
  const [root, from, until, proof] = [task.root, task.from, task.until, task.proof].map(bytes) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  const times: number[] = [];
  for (let run = 0; run <= runs; run += 1) {
    const begun = performance.now();
    const verdict = verifyRange(portableHasher, root, from, until, proof);
    times.push(performance.now() - begun);
    if (!verdict.ok || verdict.rows.length !== task.rows) throw new Error("the proof is wrong");
  }
  const [first = 0, ...rest] = times;
  return { first, median: rest.sort((a, b) => a - b)[rest.length >> 1] ?? 0 };
}

/** Runs in the page: a client that has just been opened checks one row from the founding on. */
async function checkLight(given: {
  readonly blocks: readonly unknown[];
  readonly proof: string;
  readonly key: string;
  readonly validatorsHash: string;
  readonly founded: string;
  readonly runs: number;
}): Promise<Timing> {
  const bytes = (text: string) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  const { createLightClient, portableHasher, verifyAsync } = folkmoot;
  const founded = BigInt(given.founded);
  const hash = given.validatorsHash.match(/../g) ?? [];
  const validatorsHash = Uint8Array.from(hash, (pair) => Number.parseInt(pair, 16));
  const times: number[] = [];
  for (let run = 0; run <= given.runs; run += 1) {
    const begun = performance.now();
    const client = createLightClient({
      source: {
        lightBlock: async (height: unknown) => given.blocks[height === 1n ? 0 : 1] as never,
        proveRange: async () => ({ height: 1n, proof: bytes(given.proof) }),
      },
      trust: {
        anchor: {
          kind: "founding",
          chainId: "bench-village",
          validatorsHash,
          time: founded,
          initialHeight: 1n,
        },
      },
      hasher: portableHasher,
      verify: verifyAsync,
      now: () => founded + 60_000_000_000n,
    });
    const answer = await client.verifiedRow(bytes(given.key));
    times.push(performance.now() - begun);
    if (!answer.ok || answer.value.rows.length !== 1) throw new Error("the check has failed");
  }
  const [first = 0, ...rest] = times;
  return { first, median: rest.sort((a, b) => a - b)[rest.length >> 1] ?? 0 };
}
