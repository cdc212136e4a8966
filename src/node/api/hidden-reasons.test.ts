/**
 * Goal: while voting lasts, nobody learns from a node that anybody has given a reason, nor what it says.
 * Method: one gives a reason and one answers again; all that a node tells of texts and of what happened is asked as a
 * member, as a stranger and as the author, and compared with a text that nobody has ever seen.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { openFor, voteFor } from "../../protocol/decisions/index.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import type { PersonId } from "../../protocol/kernel/ids.ts";
import { textHash } from "../../protocol/texts/index.ts";
import { sealText } from "../founding/content.ts";
import { DAY, foundTestNode, seedOf, type TestNode } from "../testing/test-node.ts";

let testNode: TestNode;
const reason = sealText(2, { body: "because we know each other" });
const unknown = toHex(seedOf("a text that nobody has"));
const name = toHex(reason.hash);

const act = async (person: number, type: string, input: unknown) => {
  const done = await testNode.act(person, type, input);
  assert.equal(done.status, 200, JSON.stringify(done.json));
  return done.json;
};

before(async () => {
  testNode = await foundTestNode(3, true);
  await testNode.start();
  const digest = seedOf("proposal");
  const published = { digest, audience: "public", kind: "proposal", bytes: 100 };
  await act(1, "records/publish", published);
  const text = textHash(nativeHasher, 1 as PersonId, digest);
  await act(1, "decisions/open", openFor({ circle: 1, kind: "statement", text, effects: [] }));
  for (const person of [1, 2, 3]) await act(person, "decisions/cast-vote", voteFor(1, "yes"));
  assert.equal((await testNode.handIn(2, reason)).status, 204);
  await act(2, "decisions/give-reason", {
    decision: 1,
    digest: reason.digest,
    audience: "public",
    bytes: reason.bytes.length,
  });
  await act(3, "decisions/cast-vote", voteFor(1, "no"));
});
after(() => testNode.end());

/** What a node answers about a text, without what differs from answer to answer. */
async function answerAbout(hash: string, headers: Record<string, string>) {
  const one = await testNode.request(`/api/v1/blobs/${hash}`, { headers });
  const many = await testNode.request("/api/v1/blobs/read", {
    method: "POST",
    headers,
    body: JSON.stringify({ hashes: [hash] }),
  });
  const known = await testNode.request(`/api/v1/views/records/text?hash=${hash}`, { headers });
  const told = [...one.headers.keys()].sort();
  return [one.status, one.json, told, many.status, many.json, known.status];
}

test("while voting lasts a reason is to everybody else what is not there, also where it is for anybody", async () => {
  for (const headers of [{}, await testNode.signIn(1), await testNode.signIn(3)]) {
    const given = { ...headers };
    assert.deepEqual(await answerAbout(name, given), await answerAbout(unknown, given));
  }
});

test("its author reads it", async () => {
  const { cookie } = await testNode.signIn(2);
  const own = await testNode.request(`/api/v1/blobs/${name}`, { headers: { cookie } });
  assert.equal(own.status, 200);
  const view = await testNode.request("/api/v1/views/decisions/reason?decision=1&person=2", {
    headers: { cookie },
  });
  assert.equal(view.json.value.reason.text, name);
});

test("views, proofs and events tell others of an answer, and of nothing else", async () => {
  const { cookie } = await testNode.signIn(1);
  const headers = { cookie };
  const asked = (path: string) => testNode.request(`/api/v1${path}`, { headers });
  assert.equal((await asked("/views/decisions/reason?decision=1&person=2")).status, 403);
  const reasons = await asked("/views/decisions/reasons?decision=1&after=0");
  assert.deepEqual(reasons.json.value.rows, []);
  assert.equal((await asked("/proofs/decisions/reasons")).status, 403);
  const kinds = async (person: number) => {
    const { json } = await asked(`/activity?person=${person}`);
    return json.items.map(({ type }: { type: string }) => type);
  };
  assert.deepEqual(await kinds(2), await kinds(3));
  const growth = async (person: number) =>
    (await asked(`/views/identity/growth?person=${person}`)).json.value;
  const { person: _, ...two } = await growth(2);
  const { person: __, ...three } = await growth(3);
  assert.deepEqual(two, three);
});

test("once voting has ended it is read by those for whom it is, and gone when it is taken back", async () => {
  const body = JSON.stringify({ advanceMs: 8 * DAY });
  const moved = await testNode.request("/api/v1/demo/time", { method: "POST", body });
  assert.equal(moved.status, 200);
  assert.equal((await testNode.request(`/api/v1/blobs/${name}`)).status, 200);
  const { json } = await testNode.request("/api/v1/views/decisions/reasons?decision=1&after=0");
  assert.deepEqual(
    json.value.rows.map(({ person, text }: { person: number; text: string }) => [person, text]),
    [[2, name]],
  );
  const none = { digest: new Uint8Array(32), audience: "public", bytes: 0 };
  await act(2, "decisions/give-reason", { decision: 1, ...none });
  assert.equal((await testNode.request(`/api/v1/blobs/${name}`)).status, 404);
});
