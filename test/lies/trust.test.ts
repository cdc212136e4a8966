/**
 * Goal: on the command line, too, two histories are shown with both pages and what to do; a computer
 * begins again only by the name of the page that the node shows, and never by accident.
 * Method: a real node behind a proxy, then its old backup, then a second copy of it.
 */
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Evidence } from "#client/two-histories.js";
import { nativeHasher } from "#engine/native-hasher.js";
import { headerHash, lightBlockFromJson } from "#protocol/chain/index.js";
import { toHex } from "#protocol/kernel/bytes.js";
import { commandLine, jsonOf } from "../cli/folkmoot.ts";
import { type LyingWorld, startLyingWorld } from "./lying-world.ts";

let world: LyingWorld;
let computer: ReturnType<typeof commandLine>;

before(async () => {
  world = await startLyingWorld();
  computer = commandLine(join(world.root));
});
after(() => world?.end());

const trust = (...words: readonly string[]) =>
  computer.call("trust", ...words, "--node", world.proxy.url);

async function shownPage(): Promise<string> {
  const { twoHistories } = jsonOf<{ readonly twoHistories: Evidence }>(await trust("--json"));
  const read = lightBlockFromJson(nativeHasher, twoHistories.other);
  assert.ok(read.ok);
  const { header } = read.value.signedHeader;
  return `${header.height}.${toHex(headerHash(nativeHasher, header))}`;
}

test("with one history it says what is verified, and there is nothing to begin again", async () => {
  const { exit, out, err } = await trust();
  assert.equal(exit, 0, err);
  assert.match(out, /This computer has verified page \d+, written/);
  assert.match(out, /there is one history/);
  const name = /Its name, to compare with another member: (\S+)/.exec(out)?.[1] ?? "";
  assert.match(name, /^\d+\.[0-9a-f]{64}$/);
  const again = await trust("begin-again", name, "--yes");
  assert.equal(again.exit, 1);
  assert.match(again.err, /nothing to begin again/);
  assert.equal((await trust("--save", join(world.root, "none.json"))).exit, 1);
});

test("an old backup and a second copy are shown, both pages with what to do", async () => {
  for (const [node, words] of [
    [world.backup, /Its node now ends at page \d+/],
    [world.twin, /Its node now shows another page with that number|does not come after it/],
  ] as const) {
    world.proxy.behind(node.url);
    const { exit, out } = await trust();
    assert.equal(exit, 1);
    assert.match(out, /^Two histories\./);
    assert.match(out, words);
    assert.match(out, /What this computer has verified:\n {2}page/);
    assert.match(out, /What your node shows now:\n {2}page/);
    assert.match(out, /Signed both: [0-9a-f]{40}/);
    assert.match(out, /Do not pay, vote or decide anything/);
    assert.match(out, new RegExp(`folkmoot trust begin-again ${await shownPage()}`));
  }
});

test("other commands say where to look", async () => {
  const view = await computer.call(
    ...["view", "constitution", "rules", "--proved", "--node", world.proxy.url],
  );
  assert.equal(view.exit, 1);
  assert.match(view.err, /folkmoot trust/);
});

test("the evidence is saved whole, once, and holds nothing secret", async () => {
  const file = join(world.root, "evidence.json");
  assert.equal((await trust("--save", file)).exit, 1);
  const evidence = JSON.parse(readFileSync(file, "utf8")) as Evidence;
  assert.deepEqual([evidence.folkmoot, evidence.isOfNode], ["conflict", true]);
  for (const page of [evidence.verified, evidence.other]) {
    assert.ok(lightBlockFromJson(nativeHasher, page).ok);
  }
  const before = statSync(file).mtimeMs;
  assert.match((await trust("--save", file)).err, /is there already/);
  assert.equal(statSync(file).mtimeMs, before);
});

test("it begins again by the very page that the node shows, and by nothing less", async () => {
  const page = await shownPage();
  const [height = "", hash = ""] = page.split(".");
  for (const words of [
    [],
    [height],
    [`${height}.${"0".repeat(64)}`],
    [`${Number(height) - 1}.${hash}`],
  ]) {
    const refused = await trust("begin-again", ...words, "--yes");
    assert.notEqual(refused.exit, 0, words.join(" "));
    assert.match((await trust()).out, /^Two histories\./);
  }
  const unsure = await trust("begin-again", page);
  assert.match(unsure.err, /has to be confirmed/);
  assert.match((await trust()).out, /^Two histories\./);

  const { exit, out, err } = await trust("begin-again", page, "--yes");
  assert.equal(exit, 0, err);
  assert.match(out, /begins again with what the node shows: page \d+\./);
  assert.match((await trust()).out, /there is one history/);
  world.proxy.behind(world.honest().url);
  assert.match((await trust()).out, /^Two histories\./, "now the other one contradicts it");
});
