// Goal: who founds a second community is not in the way of the first, and a refused founding leaves
// nothing behind. Method: the whole program with a terminal that keeps what is written; no node runs.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { CommandError } from "./exit.ts";
import { keptKeys } from "./key-store.ts";
import { main } from "./main.ts";
import { keepNewcomer, newNewcomer } from "./newcomer.ts";
import { keptTerminal } from "./testing/fake-terminal.ts";

const root = mkdtempSync(join(tmpdir(), "folkmoot-founding-"));
after(() => rmSync(root, { recursive: true, force: true }));

async function run(keys: string, ...words: readonly string[]) {
  const terminal = keptTerminal({
    FOLKMOOT_CONFIG: join(root, "config.json"),
    FOLKMOOT_KEYS: keys,
  });
  const exit = await main([...words, "--json"], terminal);
  return { exit, told: JSON.parse(terminal.outLines.join("\n")) as Printed };
}

interface Printed {
  readonly key?: string;
  readonly community?: string;
  readonly recoveryFile?: string;
  readonly error?: { readonly what: string; readonly why: string; readonly remedy: string };
}

const init = ["init", "Our street", "--purpose", "Share tools.", "--founder", "Mira"];
const network = ["network", "found", "Our valley", "--nodes", "2"];

test("each community that is founded here has a key and a recovery file of its own", async () => {
  const keys = join(root, "keys");
  for (const [words, names] of [
    [network, ["founder", "founder 2", "founder 3"]],
    [init, ["Mira", "Mira 2"]],
  ] as const) {
    for (const name of names) {
      const { exit, told } = await run(keys, ...words, "--home", join(root, `home of ${name}`));
      assert.equal(exit, 0, JSON.stringify(told));
      assert.equal(told.key, name);
      assert.equal(existsSync(told.recoveryFile ?? ""), true);
      const kept = keptKeys(keys).find((key) => key.name === name);
      assert.equal(kept?.community, told.community);
    }
  }
});

test("who comes to the same community twice is told so, and by which flag another name is given", () => {
  const keys = join(root, "joiners");
  keepNewcomer(newNewcomer(keys, "Bo", "ab"), "ab");
  assert.equal(newNewcomer(keys, "Bo", "cd").key, "Bo 2");
  assert.throws(
    () => newNewcomer(keys, "Bo", "ab"),
    (error) => error instanceof CommandError && /--name/.test(error.remedy),
  );
});

test("a name with a number behind it is a name still, however long it was", () => {
  const keys = join(root, "long");
  const name = "x".repeat(64);
  keepNewcomer(newNewcomer(keys, name, "ab"), "ab");
  keepNewcomer(newNewcomer(keys, name, "cd"), "cd");
  assert.equal(keptKeys(keys).length, 2);
});

test("a founding that is refused leaves nothing behind", async () => {
  const taken = join(root, "taken");
  mkdirSync(join(taken, "node2"), { recursive: true });
  writeFileSync(join(taken, "node2", "founding.json"), "{}");
  const noFolder = join(root, "a file, no folder");
  writeFileSync(noFolder, "");
  const keys = join(root, "unused");
  const fresh = join(root, "deep", "er");
  const refused: readonly [string, string, readonly string[]][] = [
    [keys, fresh, ["network", "found", "Our valley", "--nodes", "99"]],
    [keys, fresh, ["network", "found", "", "--nodes", "2"]],
    [keys, taken, network],
    [noFolder, fresh, network],
    [keys, fresh, [...init, "--language", "x".repeat(40)]],
    [noFolder, fresh, init],
  ];
  for (const [place, home, words] of refused) {
    const { exit, told } = await run(place, ...words, "--home", home);
    assert.equal(exit, 1, words.join(" "));
    assert.notEqual(told.error?.remedy ?? "", "", words.join(" "));
    if (place === noFolder) assert.match(told.error?.remedy ?? "", /--keys/);
    assert.equal(existsSync(join(root, "deep")), false, words.join(" "));
    assert.deepEqual(readdirSync(taken), ["node2"]);
    assert.deepEqual(readdirSync(join(taken, "node2")), ["founding.json"]);
    assert.equal(existsSync(keys), false, words.join(" "));
  }
});

test("an empty folder that was there stays, and so does what lies in one that is in use", async () => {
  const empty = join(root, "empty");
  const used = join(root, "used");
  mkdirSync(empty);
  mkdirSync(used);
  writeFileSync(join(used, "letter"), "dear");
  const noFolder = join(root, "no folder either");
  writeFileSync(noFolder, "");
  for (const home of [empty, used]) {
    assert.equal((await run(noFolder, ...init, "--home", home)).exit, 1);
  }
  assert.deepEqual(readdirSync(empty), []);
  assert.equal(readdirSync(used).includes("letter"), true);
});
