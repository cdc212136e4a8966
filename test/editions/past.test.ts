/**
 * Goal: what happened under an earlier edition is read, shown and hidden as it was under that edition.
 *
 * Method: a node votes and then turns to an edition that has neither the ballots' action nor profiles' any more.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { movableClock, systemClock } from "#engine/clock.js";
import { nativeHasher } from "#engine/native-hasher.js";
import { hastyLaw, hastyLawWithNext } from "#engine/testing/adopting.js";
import { foundTestNode, seedOf, type TestNode } from "#node/testing/test-node.js";
import { openFor, voteFor } from "#protocol/decisions/index.js";
import type { PersonId } from "#protocol/kernel/ids.js";
import { textHash } from "#protocol/texts/index.js";
import { turnEdition } from "./turn-edition.ts";

const law = hastyLawWithNext({ ending: ["decisions/cast-vote"] });
const clock = movableClock(systemClock);
let testNode: TestNode;
let vote: { readonly id: string; readonly height: number };
let profile: { readonly id: string; readonly height: number };

before(async () => {
  testNode = await foundTestNode(3, false, hastyLaw);
  await testNode.start({ law, clock });
  const done = async (person: number, type: string, input: unknown) => {
    const answer = await testNode.act(person, type, input);
    assert.equal(answer.status, 200, JSON.stringify(answer.json));
    return answer.json;
  };
  const publish = async (kind: string) => {
    const digest = seedOf(kind);
    await done(1, "records/publish", { digest, audience: "public", kind, bytes: 100 });
    return textHash(nativeHasher, 1 as PersonId, digest);
  };
  profile = await done(1, "records/set-profile", { text: await publish("profile") });
  const text = await publish("proposal");
  const proposal = openFor({ circle: 1, kind: "statement", text, effects: [] });
  await done(1, "decisions/open", proposal);
  vote = await done(2, "decisions/cast-vote", voteFor(1, "yes"));
  await turnEdition(testNode, clock);
});
after(() => testNode.end());

test("a ballot of before stays hidden while its vote is open, though its action has ended", async () => {
  const { cookie } = await testNode.signIn(2);
  for (const path of [`/api/v1/blocks/${vote.height}`, `/api/v1/why/${vote.id}`]) {
    assert.equal((await testNode.request(path)).status, 403, path);
    assert.equal((await testNode.request(path, { headers: { cookie } })).status, 200, path);
  }
});

test("an action that has ended is explained, and its event is still told", async () => {
  const { status, json } = await testNode.request(`/api/v1/why/${profile.id}`);
  assert.equal(status, 200, JSON.stringify(json));
  assert.equal(json.receipt.type, "records/set-profile");
  assert.equal(typeof json.why.result, "string");
  const { json: activity } = await testNode.request("/api/v1/activity?limit=100");
  const types = activity.items.map(({ type }: { type: string }) => type);
  assert.ok(types.includes("records/profile-set"), types.join(", "));
});
