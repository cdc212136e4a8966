/**
 * Goal: while people vote, nobody learns from a node how anybody else answers, nor the counts.
 * Method: a town votes; then all that a node answers is asked as one who has not voted, and proofs
 * of neighbouring rows are searched for the hash of every answer that somebody could have given.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { ballots, openFor, voteFor, yesNo } from "../../protocol/decisions/index.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import type { DecisionId, PersonId } from "../../protocol/kernel/ids.ts";
import { encode, type Salt } from "../../protocol/kernel/schema.ts";
import { leafDigest, rowDigest } from "../../protocol/kernel/tree/digest.ts";
import { textHash } from "../../protocol/texts/index.ts";
import { DAY, foundTestNode, seedOf, type TestNode } from "../testing/test-node.ts";

let testNode: TestNode;
const ids: string[] = [];
const ANSWERS = ["yes", "no", "abstain"];
const GIVEN: readonly (readonly [number, string])[] = [
  [1, "yes"],
  [2, "no"],
  [3, "yes"],
];

before(async () => {
  testNode = await foundTestNode(4, true);
  await testNode.start();
  const digest = seedOf("proposal");
  const text = textHash(nativeHasher, 1 as PersonId, digest);
  const published = { digest, audience: "public", kind: "proposal", bytes: 100 };
  assert.equal((await testNode.act(1, "records/publish", published)).status, 200);
  const proposal = openFor({ circle: 1, kind: "statement", text, effects: [] });
  const opened = await testNode.act(1, "decisions/open", proposal);
  assert.equal(opened.status, 200, JSON.stringify(opened.json));
  for (const [person, word] of GIVEN) {
    const vote = await testNode.act(person, "decisions/cast-vote", voteFor(1, word));
    assert.equal(vote.status, 200, JSON.stringify(vote.json));
    ids.push(vote.json.id);
  }
});
after(() => testNode.end());

const range = (prefix: readonly number[]) => {
  const key = prefix as readonly [];
  const until = ballots.endBytes(key) as Uint8Array;
  return `?from=${toHex(ballots.keyBytes(key))}&until=${toHex(until)}`;
};

const heightOfTestNode = async () =>
  (await testNode.request("/api/v1/community")).json.height as number;

test("while a vote is open its ballots are not shown to anybody", async () => {
  const { cookie } = await testNode.signIn(4);
  for (const path of [
    "/api/v1/proofs/decisions/ballots",
    `/api/v1/proofs/decisions/ballots${range([1])}`,
    `/api/v1/proofs/decisions/ballots${range([1, 2])}`,
    `/api/v1/proofs${range([1])}`,
  ]) {
    for (const headers of [{}, { cookie }]) {
      const answer = await testNode.request(path, { headers });
      assert.equal(answer.status, 403, path);
      assert.equal(answer.json.code, "node/not-visible");
    }
  }
});

test("one's own ballot is proved to oneself, and to nobody else", async () => {
  const { cookie } = await testNode.signIn(2);
  const own = await testNode.request(`/api/v1/proofs/decisions/ballots${range([1, 2])}`, {
    headers: { cookie },
  });
  assert.equal(own.status, 200);
  const other = await testNode.request(`/api/v1/proofs/decisions/ballots${range([1, 1])}`, {
    headers: { cookie },
  });
  assert.equal(other.status, 403);
});

test("an answer is shown to its own person only, anyone who is asked about", async () => {
  const path = "/api/v1/views/decisions/answer?decision=1&person=2";
  const asked = async (person: number) => {
    const headers: Record<string, string> =
      person === 0 ? {} : { ...(await testNode.signIn(person)) };
    return testNode.request(path, { headers });
  };
  for (const person of [0, 1, 4]) assert.equal((await asked(person)).status, 403);
  const own = await asked(2);
  assert.deepEqual([own.status, own.json.value], [200, { answer: "no" }]);
});

/** Everything that proofs of rows beside the ballots show to one who has answered. */
async function neighbouringProofs(): Promise<readonly Buffer[]> {
  const { cookie } = await testNode.signIn(2);
  const tables = ["decisions", "effects", "due", "proposers", "counters"];
  const paths = [
    `/api/v1/proofs/decisions/ballots${range([1, 2])}`,
    `/api/v1/proofs/decisions/ballots${range([2])}`,
    `/api/v1/proofs/decisions/ballots${range([0])}`,
    `/api/v1/proofs/decisions/ballots${range([2, 1])}`,
    ...tables.map((table) => `/api/v1/proofs/decisions/${table}`),
  ];
  return Promise.all(
    paths.map(async (path) => {
      const answer = await testNode.request(path, { headers: { cookie } });
      assert.equal(answer.status, 200, path);
      return Buffer.from(answer.json.proof, "base64");
    }),
  );
}

/** The hashes by which the tree would hold an answer with these random bytes. */
function digestsOf(person: number, given: { word: string; at: number; salt: Uint8Array }) {
  const { word, at, salt } = given;
  const row = encode(ballots.row, { ballot: yesNo.writeBallot(word), at, salt: salt as Salt });
  const inner = rowDigest(nativeHasher, row);
  const key = ballots.keyBytes([1 as DecisionId, person as PersonId]);
  return [inner, leafDigest(nativeHasher, key, inner)];
}

const isIn = (proofs: readonly Buffer[], digest: Uint8Array) =>
  proofs.some((proof) => proof.includes(Buffer.from(digest)));

test("proofs of neighbouring rows hold no hash of an answer that can be guessed", async () => {
  const proofs = await neighbouringProofs();
  const state = testNode.node().engine.ledger.reader();
  const { items } = (await testNode.request("/api/v1/activity")).json as {
    items: { time: number }[];
  };
  const times = [...new Set(items.map(({ time }) => time))];
  const none = new Uint8Array(16);
  let isSeen = 0;
  for (const [person, given] of GIVEN) {
    const row = ballots.get(state, [1 as DecisionId, person as PersonId]);
    assert.ok(row && times.includes(row.at), "the moment of an answer is known to everyone");
    for (const word of ANSWERS) {
      for (const at of times) {
        for (const digest of digestsOf(person, { word, at, salt: none })) {
          assert.ok(!isIn(proofs, digest), `${person} said ${word}`);
        }
      }
    }
    // The proofs do hold hashes of answers: anyone who knew the random bytes would find them.
    const known = digestsOf(person, { word: given, at: row.at, salt: row.salt });
    if (known.some((digest) => isIn(proofs, digest))) isSeen += 1;
  }
  assert.ok(isSeen >= 2, `hashes of ${isSeen} answers can be seen`);
});

test("random bytes are never the same twice", () => {
  const state = testNode.node().engine.ledger.reader();
  const salts = [...ballots.entries(state, [])].map(({ row }) => toHex(row.salt));
  assert.equal(new Set(salts).size, GIVEN.length);
});

test("no row tells a count, and what is told about a vote is the same whatever was answered", async () => {
  const shown = (await testNode.request("/api/v1/views/decisions/decision?decision=1&person=4"))
    .json;
  assert.deepEqual([shown.value.count, shown.value.ownAnswer], [null, null]);
  assert.equal(shown.value.answered, GIVEN.length);
  const list = (await testNode.request("/api/v1/views/decisions/list")).json;
  assert.equal(list.value[0].count, null);
  const state = testNode.node().engine.ledger.reader();
  const lengths = [...ballots.entries(state, [])].map(({ row }) => encode(ballots.row, row).length);
  assert.equal(new Set(lengths).size, 1);
  const { items } = (await testNode.request("/api/v1/activity")).json;
  const votes = items.filter(({ type }: { type: string }) => type === "decisions/vote-cast");
  assert.deepEqual(
    votes.map(({ data }: { data: object }) => Object.keys(data).sort()),
    GIVEN.map(() => ["decision", "person"]),
  );
});

test("why an answer counts is explained to its own person only; its receipt tells nothing", async () => {
  const [, , third = ""] = ids;
  const { cookie } = await testNode.signIn(3);
  const other = await testNode.signIn(4);
  for (const headers of [{}, { cookie: other.cookie }]) {
    const why = await testNode.request(`/api/v1/why/${third}`, { headers });
    assert.equal(why.status, 403);
    const receipt = await testNode.request(`/api/v1/actions/${third}`, { headers });
    assert.deepEqual(
      receipt.json.events.map(({ data }: { data: object }) => data),
      [{ decision: 1, person: 3 }],
    );
  }
  const own = await testNode.request(`/api/v1/why/${third}`, { headers: { cookie } });
  assert.equal(own.status, 200);
  assert.match(JSON.stringify(own.json.why), /"yes"/);
});

test("a block with answers to an open vote is not shown to others, its header is", async () => {
  const { cookie } = await testNode.signIn(4);
  const height = await heightOfTestNode();
  let hidden = 0;
  for (let at = 1; at <= height; at += 1) {
    const block = await testNode.request(`/api/v1/blocks/${at}`, { headers: { cookie } });
    if (block.status === 200) continue;
    hidden += 1;
    assert.equal(block.json.code, "node/not-visible");
    assert.equal((await testNode.request(`/api/v1/light/${at}`)).status, 200);
  }
  assert.equal(hidden, GIVEN.length);
});

test("ranges without open votes are shown, and all of them once the vote has closed", async () => {
  const later = await testNode.request(`/api/v1/proofs/decisions/ballots${range([2])}`);
  assert.equal(later.status, 200);
  const body = JSON.stringify({ advanceMs: 9 * DAY });
  assert.equal((await testNode.request("/api/v1/demo/time", { method: "POST", body })).status, 200);
  const closed = await testNode.request(`/api/v1/proofs/decisions/ballots${range([1])}`);
  assert.equal(closed.status, 200);
  const height = await heightOfTestNode();
  for (let at = 1; at <= height; at += 1) {
    assert.equal((await testNode.request(`/api/v1/blocks/${at}`)).status, 200);
  }
  const answer = await testNode.request("/api/v1/views/decisions/answer?decision=1&person=2");
  assert.deepEqual(answer.json.value, { answer: "no" });
});
