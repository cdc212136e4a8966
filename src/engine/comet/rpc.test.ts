// Goal: anyone who voted in an earlier step and is gone since is not counted as present.
// Method: states of consensus as CometBFT writes them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { newestVoters } from "./rpc.ts";

const NIL = "nil-Vote";
const vote = (voter: string) =>
  `Vote{0:${voter} 4/00/SIGNED_MSG_TYPE_PREVOTE(Prevote) 00 00 @ now}`;
const [A, B, C, D] = ["0A0A0A0A0A0A", "0B0B0B0B0B0B", "0C0C0C0C0C0C", "0D0D0D0D0D0D"] as const;
const lower = (voters: readonly string[]) => voters.map((voter) => voter.toLowerCase());
const round = (prevotes: readonly string[], precommits: readonly string[] = []) => ({
  prevotes: [...prevotes.map(vote), NIL],
  precommits: [...precommits.map(vote), NIL],
});

test("only the newest step in which anybody voted counts", () => {
  assert.deepEqual(newestVoters([round([A, B, C, D], [A, B])]), lower([A, B]));
  assert.deepEqual(newestVoters([round([A, B, C, D], [A, B, C]), round([A, B])]), lower([A, B]));
  assert.deepEqual(newestVoters([round([A, B]), round([])]), lower([A, B]));
});

test("while there is nothing to decide, nobody has voted", () => {
  for (const nothing of [[], [round([])], undefined, "x", [null], [{ prevotes: 7 }]]) {
    assert.deepEqual(newestVoters(nothing), []);
  }
});
