// Goal: a member sees which changes of seats wait and whose values a lot lacks, and wants one now.
// Method: a village whose people seated more machines than the pace lets; the program itself asks it.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { createSeatedNetwork } from "../network/seated-network.ts";
import { commandLine, jsonOf } from "./folkmoot.ts";

const root = mkdtempSync(join(tmpdir(), "folkmoot-waiting-"));
const { call, run } = commandLine(root);
after(() => rmSync(root, { recursive: true, force: true }));

interface Changes {
  readonly waiting: readonly { readonly number: number; readonly backers: number }[];
}

test("what waits is shown, wanted by members, and made once more than half of all do", async () => {
  const testLaw = await createSeatedNetwork(root, { founders: 6, taken: 0, isHurried: false });
  const { child } = await run("start", "--home", testLaw.home, "--log-level", "silent");
  const helper = (person: number, ...words: readonly string[]) => {
    const keys = ["--keys", testLaw.keys, "--as", `helper${person}`, "--home", testLaw.home];
    return call("network", "helper", ...words, ...keys);
  };
  const waiting = async () => jsonOf<Changes>(await helper(1, "changes", "--json")).waiting;
  try {
    const [first, ...others] = await waiting();
    assert.ok(first !== undefined && others.length === 0);
    const shown = await helper(1, "changes");
    assert.match(shown.out, /machine 6 of person 6 gets a seat until .*: its turn comes/);
    assert.match(shown.out, /0 of the 4 members that are needed want it now\./);
    assert.match((await helper(1, "lots")).out, /No lot has been drawn yet/);
    assert.equal((await helper(1, "hurry", "x")).exit, 2);
    const unknown = await helper(1, "hurry", "99");
    assert.equal(unknown.exit, 4, unknown.out);
    for (const person of [1, 2, 3]) {
      assert.equal((await helper(person, "hurry", String(first.number))).exit, 0);
    }
    assert.match((await helper(2, "changes")).out, /3 of the 4 .* want it now, you among them/);
    const last = await helper(4, "hurry", String(first.number));
    assert.equal(last.exit, 0, last.err);
    assert.deepEqual(await waiting(), []);
    assert.match((await helper(1, "changes")).out, /Nothing waits/);
  } finally {
    await call("stop", "--home", testLaw.home);
    child.kill();
  }
});
