import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { toHex } from "../../protocol/kernel/bytes.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { DAY, foundTown, seedOf, type Town } from "../testing/town.ts";

let town: Town;
const ballots = folkmootLaw.tableByName.get("decisions/ballots");

before(async () => {
  town = await foundTown(3, true);
  await town.start();
  const text = seedOf("proposal");
  const published = { hash: text, audience: "public", kind: "proposal", bytes: 100 };
  assert.equal((await town.act(1, "records/publish", published)).status, 200);
  const proposal = { circle: 1, kind: "statement", text, effects: [] };
  const opened = await town.act(1, "decisions/open", proposal);
  assert.equal(opened.status, 200, JSON.stringify(opened.json));
  for (const person of [1, 2]) {
    const vote = await town.act(person, "decisions/cast-vote", { decision: 1, choice: "yes" });
    assert.equal(vote.status, 200, JSON.stringify(vote.json));
  }
});
after(() => town.end());

const range = (prefix: readonly number[]) => {
  assert.ok(ballots);
  const until = ballots.endBytes(prefix) as Uint8Array;
  return `?from=${toHex(ballots.keyBytes(prefix))}&until=${toHex(until)}`;
};

test("while a vote is open its ballots and their sum are not shown to anybody", async () => {
  const { cookie } = await town.signIn(3);
  for (const path of [
    "/api/v1/proofs/decisions/ballots",
    `/api/v1/proofs/decisions/ballots${range([1])}`,
    `/api/v1/proofs/decisions/ballots${range([1, 2])}`,
    `/api/v1/proofs${range([1])}`,
    "/api/v1/proofs/decisions/tallies",
  ]) {
    for (const headers of [{}, { cookie }]) {
      const answer = await town.request(path, { headers });
      assert.equal(answer.status, 403, path);
      assert.equal(answer.json.code, "decisions/hidden");
    }
  }
});

test("one's own ballot is proved to oneself, and to nobody else", async () => {
  const { cookie } = await town.signIn(2);
  const own = await town.request(`/api/v1/proofs/decisions/ballots${range([1, 2])}`, {
    headers: { cookie },
  });
  assert.equal(own.status, 200);
  const other = await town.request(`/api/v1/proofs/decisions/ballots${range([1, 1])}`, {
    headers: { cookie },
  });
  assert.equal(other.status, 403);
});

test("a block with answers to an open vote is shown to nobody, its header to everybody", async () => {
  const { cookie } = await town.signIn(1);
  const { height } = (await town.request("/api/v1/community")).json as { height: number };
  let hidden = 0;
  for (let at = 1; at <= height; at += 1) {
    const block = await town.request(`/api/v1/blocks/${at}`, { headers: { cookie } });
    if (block.status === 200) continue;
    hidden += 1;
    assert.equal(block.json.code, "decisions/hidden");
    assert.equal((await town.request(`/api/v1/light/${at}`)).status, 200);
  }
  assert.equal(hidden, 2);
});

test("ranges without open votes are shown, and all of them once the vote has closed", async () => {
  const later = await town.request(`/api/v1/proofs/decisions/ballots${range([2])}`);
  assert.equal(later.status, 200);
  const body = JSON.stringify({ advanceMs: 9 * DAY });
  assert.equal((await town.request("/api/v1/demo/time", { method: "POST", body })).status, 200);
  const closed = await town.request(`/api/v1/proofs/decisions/ballots${range([1])}`);
  assert.equal(closed.status, 200);
  const { height } = (await town.request("/api/v1/community")).json as { height: number };
  for (let at = 1; at <= height; at += 1) {
    assert.equal((await town.request(`/api/v1/blocks/${at}`)).status, 200);
  }
});
