import { signerFromSeed } from "#engine/embedded/signer.js";
import { nativeHasher } from "#engine/native-hasher.js";
import { toBase64 } from "#protocol/chain/base64.js";
import { defaultPolicy } from "#protocol/circles/index.js";
import { ballots, type Decision, decisionsTable, yesNo } from "#protocol/decisions/index.js";
import { due, proposers } from "#protocol/decisions/types.js";
import { communityOf } from "#protocol/founding.js";
import type { CircleId, DecisionId, PersonId } from "#protocol/kernel/ids.js";
import { encode, type Salt } from "#protocol/kernel/schema.js";
import type { AnyTable } from "#protocol/kernel/table.js";
import { createLedger } from "#protocol/ledger.js";
import { folkmootLaw } from "#protocol/rooms.js";
import { type Text, textKey, texts } from "#protocol/texts/index.js";
import { launchChromium } from "../test/browser/chromium.ts";
import { bundleForBrowsers } from "./bundle.ts";
import { CROWD_START, crowdFounding, seedOf, settleCrowd } from "./crowd.ts";
import { median, print, timed } from "./figure.ts";

/*
 * What counting at the end costs: the block in which a decision closes, and the recount of all its
 * ballots in a real browser, from a proof that none is missing.
 *   npm run bench recount
 */
const RUNS = 5;
const DECISION = 1 as DecisionId;
const TEXT = new Uint8Array(32).fill(9);
const OPENED = CROWD_START + 1_000;
const policy = defaultPolicy("statement");
const closesAt = OPENED + policy.votingMs;

const rowOf = (table: AnyTable, key: readonly unknown[], row: unknown) => ({
  key: table.keyBytes(key),
  row: encode(table.row, row),
});

const wordOf = (person: number) => (person % 5 < 3 ? "yes" : person % 5 === 3 ? "no" : "abstain");

function decision(people: number): Decision {
  return {
    circle: 1 as CircleId,
    kind: "statement",
    method: yesNo.number,
    options: 0,
    text: TEXT,
    proposer: 1 as PersonId,
    policy,
    policyHash: new Uint8Array(32),
    eligible: people,
    quorumOf: people,
    leastYes: 0,
    openedAt: OPENED,
    closesAt,
    effectAt: closesAt + policy.delayMs,
    stage: "open",
    answered: people,
    counts: [],
    effects: 0,
    fault: 0,
  };
}

/** The proposal, which the open decision holds. */
const proposal: Text = {
  hash: TEXT,
  owner: 1 as PersonId,
  audience: "public",
  kind: "proposal",
  bytes: 64,
  at: OPENED,
  erasedAt: 0,
  holds: 1,
};

/** A crowd of which everybody has answered one decision. */
function answeredCrowd(people: number) {
  const founding = crowdFounding(signerFromSeed(seedOf("validator")).publicKey);
  const tree = settleCrowd(founding, people);
  const rows = [
    rowOf(decisionsTable, [DECISION], decision(people)),
    rowOf(due, [closesAt, DECISION], { work: "close" }),
    rowOf(proposers, [1], { open: 1 }),
    rowOf(texts, textKey(TEXT), proposal),
  ];
  for (let person = 1; person <= people; person += 1) {
    const salt = nativeHasher.sha256(seedOf(`salt ${person}`)).slice(0, 16) as Salt;
    const ballot = { ballot: yesNo.writeBallot(wordOf(person)), at: OPENED + 1, salt };
    rows.push(rowOf(ballots, [DECISION, person], ballot));
  }
  const version = tree.apply(tree.newest(), rows);
  tree.commit(version);
  return { tree, version, community: communityOf(nativeHasher, folkmootLaw, founding) };
}

function benchClosing(people: number): ReturnType<typeof answeredCrowd> {
  const crowd = answeredCrowd(people);
  const world = { hasher: nativeHasher, verify: () => true, vrf: () => undefined };
  const { tree, community } = crowd;
  const times = Array.from({ length: RUNS }, () => {
    const ledger = createLedger({ law: folkmootLaw, community, world, tree, height: 0 });
    const { took, result } = timed(() =>
      ledger.propose({ height: 1, time: closesAt, actions: [] }),
    );
    const told = result.dueEvents.map(({ type }) => type);
    if (!told.includes("decisions/passed")) throw new Error(`it did not pass: ${told.join(", ")}`);
    return took;
  });
  const goal = people / 50;
  const figure = { unit: "ms", goal, goalIs: "at most" as const, ballots: people };
  print({ bench: "recount/closing-block", value: median(times), ...figure });
  return crowd;
}

/** The parts of the client that the page has under this name. */
declare const folkmoot: typeof import("#protocol/kernel/tree/verify.js") &
  typeof import("#protocol/kernel/schema.js") &
  typeof import("#protocol/decisions/index.js") &
  typeof import("#client/portable-hasher.js");

interface Task {
  readonly root: string;
  readonly from: string;
  readonly until: string;
  readonly proof: string;
  readonly deps: Pick<Decision, "policy" | "eligible" | "quorumOf" | "leastYes" | "options">;
  readonly runs: number;
}

/** Runs in the page: proves the range, reads each ballot, and counts them out. */
function recountInPage(task: Task): {
  readonly times: number[];
  readonly counts: readonly number[];
} {
  const read = (text: string) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
  const [root, from, until, proof] = [task.root, task.from, task.until, task.proof].map(read);
  const times: number[] = [];
  let counts: readonly number[] = [];
  for (let run = 0; run < task.runs; run += 1) {
    const begun = performance.now();
    const { verifyRange, portableHasher, decode, ballots: table, yesNo: method } = folkmoot;
    const proved = verifyRange(
      portableHasher,
      root as Uint8Array,
      from as Uint8Array,
      until,
      proof as Uint8Array,
    );
    if (!proved.ok) throw new Error(proved.reason);
    const given = proved.rows.map(({ row }) => {
      const ballot = decode(table.row, row);
      if (!ballot.ok) throw new Error(ballot.reason);
      return (ballot.value as { ballot: Uint8Array }).ballot;
    });
    counts = folkmoot.countBallots(method, task.deps, given).counts;
    times.push(performance.now() - begun);
  }
  return { times, counts };
}

async function benchRecount(people: number): Promise<void> {
  const { tree, version } = benchClosing(people);
  const from = ballots.keyBytes([DECISION]);
  const until = ballots.endBytes([DECISION]) as Uint8Array;
  const made = timed(() => tree.prove(version, from, until));
  const proof = made.result;
  print({ bench: "recount/proof", value: proof.length, unit: "bytes", ballots: people });
  const bundled = await bundleForBrowsers(
    [
      ["portable-hasher", "portableHasher"],
      ["/protocol/kernel/tree/verify", "verifyRange"],
      ["/protocol/kernel/schema", "decode"],
      ["/protocol/decisions/types", "ballots"],
      ["/protocol/decisions/count", "countBallots"],
      ["/protocol/decisions/methods/yes-no", "yesNo"],
    ],
    "folkmoot",
  );
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    page.on("pageerror", (error) => console.error(error));
    const shim = await bundleForBrowsers([["/web/codec/buffer", "provideBuffer"]], "shim");
    await page.addScriptTag({ content: `${shim.toString("utf8")};shim.provideBuffer();` });
    await page.addScriptTag({ content: bundled.toString("utf8") });
    const { times, counts } = await page.evaluate(recountInPage, {
      root: toBase64(tree.root(version)),
      from: toBase64(from),
      until: toBase64(until),
      proof: toBase64(proof),
      deps: { policy, eligible: people, quorumOf: people, leastYes: 0, options: 0 },
      runs: RUNS,
    });
    if (counts.reduce((sum, count) => sum + count, 0) !== people) throw new Error(`${counts}`);
    const figure = { unit: "ms", goal: 1000, goalIs: "at most" as const, ballots: people };
    print({ bench: "recount/in-browser-first", value: times[0] as number, ...figure });
    print({ bench: "recount/in-browser-median", value: median(times), ...figure });
  } finally {
    await browser.close();
  }
}

await benchRecount(10_000);
benchClosing(100_000);
