// Goal: wrong words, missing nodes and wrong settings end with the right number and three lines.
// Method: the whole program with a terminal that keeps what is written; no node runs.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { main } from "./main.ts";
import { keptTerminal } from "./testing/fake-terminal.ts";

const root = mkdtempSync(join(tmpdir(), "folkmoot-cli-"));
after(() => rmSync(root, { recursive: true, force: true }));

const env = {
  FOLKMOOT_CONFIG: join(root, "config.json"),
  FOLKMOOT_HOME: join(root, "home"),
  FOLKMOOT_KEYS: join(root, "keys"),
  // Nothing listens on the port 9 of this computer.
  FOLKMOOT_NODE: "http://127.0.0.1:9",
};

async function run(words: readonly string[], more: { readonly [name: string]: string } = {}) {
  const terminal = keptTerminal({ ...env, ...more });
  const exit = await main(words, terminal);
  return { exit, out: terminal.outLines, err: terminal.errLines };
}

test("words that make no command end with 2 and three lines", async () => {
  const wrong = [
    ["nosuch"],
    ["pay"],
    ["pay", "kofi"],
    ["version", "--nosuch"],
    ["act", "money", "nosuch"],
    ["completion", "powershell"],
    ["config", "get", "nosuch"],
    ["config", "set", "nosuch", "x"],
    ["why", "what"],
    ["propose", "vote", "1", "perhaps"],
    ["propose", "new"],
    ["member", "join", "http://x/", "--name", "A"],
    ["init"],
    ["init", "--founding", "a", "--from", "b"],
    ["start", "--log-level", "loud"],
    ["pay", "3", "1,50"],
  ];
  for (const words of wrong) {
    const { exit, err, out } = await run(words);
    assert.equal(exit, 2, words.join(" "));
    assert.equal(err.length, 3, words.join(" "));
    assert.deepEqual(out, []);
  }
});

test("a group alone shows what is in it", async () => {
  for (const words of [[], ["act"], ["act", "money"], ["keys"]]) {
    const { exit, err } = await run(words);
    assert.equal(exit, 2);
    assert.match(err.join("\n"), /Usage: folkmoot/);
  }
});

test("help ends with 0", async () => {
  const { exit, out } = await run(["pay", "--help"]);
  assert.equal(exit, 0);
  assert.match(out.join("\n"), /--note <text>/);
});

test("what only processes of the house use is in no help", async () => {
  const { out } = await run(["demo", "--help"]);
  assert.match(out.join("\n"), /--helpers <number>/);
  assert.doesNotMatch(out.join("\n"), /--helper </);
  const completion = await run(["completion", "bash"]);
  assert.doesNotMatch(completion.out.join("\n"), /--helper[ "]/);
  const { exit, err } = await run(["demo", "--helper", "2", "--home", join(root, "helper")]);
  assert.equal(exit, 2);
  assert.equal(err.length, 3);
});

test("with --json a mistake is one JSON object", async () => {
  const { exit, out, err } = await run(["nosuch", "--json"]);
  assert.equal(exit, 2);
  assert.deepEqual(err, []);
  assert.equal(JSON.parse(out.join("")).error.code, "cli/usage");
});

test("without a node, commands that need one end with 3", async () => {
  const asking = [
    ["status"],
    ["member", "list"],
    ["pay", "3", "1"],
    ["view", "money", "day"],
    ["act", "money", "claim", "--until", "0"],
    ["why", "1"],
  ];
  for (const words of asking) {
    const { exit, err } = await run(words);
    assert.equal(exit, 3, words.join(" "));
    assert.equal(err.length, 3);
  }
  assert.equal((await run(["stop"])).exit, 3);
  assert.equal((await run(["status"], { FOLKMOOT_NODE: "" })).exit, 3);
});

test("without a home, commands that need one say so", async () => {
  for (const words of [["start"], ["verify"], ["export", "--to", join(root, "x")]]) {
    const { exit, err } = await run(words);
    assert.equal(exit, 1, words.join(" "));
    assert.equal(err[0], "There is no community here.");
  }
});

test("what only a circle can do is refused before anybody is asked", async () => {
  const words = [
    "act",
    "constitution",
    "set-parameter",
    "--parameter",
    "offer-days",
    "--value",
    "9",
  ];
  const { exit, err } = await run(words);
  assert.equal(exit, 4);
  assert.match(err[2] ?? "", /folkmoot propose new/);
});

test("flags win over the environment, the file and the defaults", async () => {
  const path = join(root, "layers.json");
  writeFileSync(path, JSON.stringify({ port: "1111", host: "::1" }));
  const ruleContext = { FOLKMOOT_CONFIG: path, FOLKMOOT_HOST: "127.0.0.2", FOLKMOOT_NODE: "" };
  const { out } = await run(["config", "show", "--json", "--home", "/flag"], ruleContext);
  const shown = Object.fromEntries(
    (JSON.parse(out.join("")) as { name: string; value: string; origin: string }[]).map((each) => [
      each.name,
      `${each.value} ${each.origin}`,
    ]),
  );
  assert.equal(shown["home"], "/flag flag");
  assert.equal(shown["host"], "127.0.0.2 environment");
  assert.equal(shown["port"], "1111 file");
  assert.equal(shown["node"], " default");
});

test("a setting is kept, and a damaged file is named and not overwritten", async () => {
  const path = join(root, "kept.json");
  const own = { FOLKMOOT_CONFIG: path, FOLKMOOT_NODE: "" };
  assert.equal((await run(["config", "set", "port", "9090"], own)).exit, 0);
  assert.deepEqual((await run(["config", "get", "port"], own)).out, ["9090"]);
  for (const text of ["{", "[]", '{"nosuch":"x"}', '{"port":1}']) {
    writeFileSync(path, text);
    const { exit, err } = await run(["config", "set", "port", "1"], own);
    assert.equal(exit, 1, text);
    assert.match(err[0] ?? "", /cannot be read/);
  }
});

test("a secret is printed only when it is asked for and confirmed", async () => {
  const made = await run(["keys", "new", "ana"]);
  assert.equal(made.exit, 0);
  const refused = await run(["keys", "export", "ana"]);
  assert.equal(refused.exit, 1);
  const shown = await run(["keys", "export", "ana", "--yes"]);
  const secret = shown.out[0] ?? "";
  assert.match(secret, /^[0-9a-f]{64}$/);
  for (const words of [
    ["keys", "list"],
    ["keys", "show", "ana"],
    ["keys", "list", "--json"],
  ]) {
    const { out, err } = await run(words);
    assert.ok(![...out, ...err].join("\n").includes(secret));
  }
});

test("completion scripts know every command", async () => {
  for (const shell of ["bash", "zsh", "fish"]) {
    const { exit, out } = await run(["completion", shell]);
    assert.equal(exit, 0);
    const script = out.join("\n");
    for (const part of ["act money pay", "--parts", "propose vote"])
      assert.ok(script.includes(part), part);
  }
});
