/** Goal: who proposes, votes, answers or takes back is told by which figures it is decided, and until when. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { foundCircles, wish } from "../testing/circling.ts";
import { effectOf, propose, publishText, textHash } from "../testing/deciding.ts";
import { explained, figures, promised } from "../testing/explaining.ts";
import { foundTestLaw } from "../testing/test-law.ts";
import { openFor, voteFor } from "./index.ts";

test("every action is explained under its own name, in whole sentences, also of what is not there", () => {
  const testLaw = foundTestLaw(2);
  const room = [...testLaw.law.actionByType.keys()].filter((type) => type.startsWith("decisions/"));
  const proposal = openFor({ circle: 1, kind: "statement", text: textHash("a"), effects: [] });
  for (const type of room) {
    const why = explained(testLaw, 1, type, { ...proposal, ...voteFor(9, "yes") });
    assert.equal(why.rule, type);
    for (const said of [why.sentence, why.result]) assert.match(said, /^[A-Z].+\.$/);
  }
  assert.ok(room.length > 0);
});

test("who votes sees their answer in words, and until when it can be changed", () => {
  const testLaw = foundTestLaw(2);
  propose(testLaw, { kind: "statement" });
  const vote = (decision: number, input: object) =>
    figures(testLaw, 1, "decisions/cast-vote", { decision, ...input });
  const closesAt = testLaw.now + 7 * DAY;
  assert.deepEqual(vote(1, voteFor(1, "no")), { decision: 1, answer: "no", closesAt });
  const unread = { decision: 1, answer: null, closesAt };
  assert.deepEqual(vote(1, { ballot: Uint8Array.of(9) }), unread);
  assert.deepEqual(vote(9, voteFor(9, "no")), { decision: 9, answer: null, closesAt: 0 });
});

test("who proposes sees who decides, by how many, and when it ends and takes effect", () => {
  const testLaw = foundTestLaw(4);
  const effects = [effectOf(testLaw, wish.openRole("x"))];
  const proposal = openFor({ circle: 1, kind: "role", text: textHash("a"), effects });
  const shown = figures(testLaw, 1, "decisions/open", proposal);
  assert.deepEqual(
    [shown["circle"], shown["kind"], shown["eligible"], shown["quorumOf"], shown["leastYes"]],
    [1, "role", 4, 4, 0],
  );
  const { policy } = testLaw.view<{ policy: { votingMs: number; delayMs: number } }>(
    "decisions/terms",
    { circle: 1, kind: "role", effects },
  );
  const closesAt = testLaw.now + policy.votingMs;
  assert.deepEqual([shown["closesAt"], shown["effectAt"]], [closesAt, closesAt + policy.delayMs]);
  const { sentence } = testLaw.view<{ sentence: string }>("decisions/terms", {
    circle: 1,
    kind: "role",
    effects,
  });
  assert.equal(promised(testLaw, 1, "decisions/open", proposal), sentence);
});

test("who is to be put out sees whether they have answered; who takes back sees what", () => {
  const testLaw = foundCircles(4, [{ members: [1, 2, 3] }]);
  propose(testLaw, { circle: 2, kind: "circle", wishes: [wish.dismiss(2, 3)] });
  const answering = () => figures(testLaw, 3, "decisions/answer-hearing", { decision: 1 });
  assert.deepEqual(answering(), { decision: 1, answeredAt: 0 });
  testLaw.pass(DAY);
  const answer = publishText(testLaw, 3, "answer", "answer");
  testLaw.act(3, "decisions/answer-hearing", { decision: 1, answer });
  assert.deepEqual(answering(), { decision: 1, answeredAt: testLaw.now });
  assert.deepEqual(figures(testLaw, 1, "decisions/withdraw", { decision: 1 }), { decision: 1 });
});
