/** Goal: while people vote, nobody learns from the API how somebody else has answered. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { foundTown } from "../testing/town.ts";

test("an answer to an open decision is shown to its own person only", async () => {
  const town = await foundTown(3);
  try {
    await town.start();
    const text = new Uint8Array(32).fill(5);
    const about = { hash: text, audience: "public", kind: "proposal", bytes: 64 };
    assert.equal((await town.act(1, "records/publish", about)).status, 200);
    const proposal = { circle: 1, kind: "statement", text, effects: [] };
    assert.equal((await town.act(1, "decisions/open", proposal)).status, 200);
    const vote = { decision: 1, choice: "no" };
    assert.equal((await town.act(2, "decisions/cast-vote", vote)).status, 200);

    const path = "/api/v1/views/decisions/decision?decision=1&person=2";
    const mineAs = async (person: number): Promise<unknown> => {
      const headers: Record<string, string> =
        person === 0 ? {} : { ...(await town.signIn(person)) };
      return (await town.request(path, { headers })).json.value.mine;
    };
    assert.equal(await mineAs(0), null);
    assert.equal(await mineAs(1), null);
    assert.equal(await mineAs(2), "no");
  } finally {
    await town.end();
  }
});
