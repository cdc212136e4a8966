/**
 * Goal: what a person carries from one device to another carries a page, too, and it is compared: in the
 * code of a second device and in a recovery file, as in invitations and the links of receipts.
 * Method: the command line of one person at an honest node and at a second copy of it.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { RunningNode } from "#node/index.js";
import { commandLine, jsonOf } from "../cli/folkmoot.ts";
import { type LyingWorld, startLyingWorld } from "./lying-world.ts";

let world: LyingWorld;
/** Ana's computer at the honest node, and one that was shown the second copy alone. */
let own: ReturnType<typeof computer>;

/** The command line of a computer with keys of its own, at a node. */
function computer(keys: string, node: string) {
  const { call } = commandLine(world.root);
  const folder = ["--keys", join(world.root, keys)];
  return {
    call: (...words: readonly string[]) => call(...words, ...folder, "--node", node),
    /** Makes a key, and the code with which another device adds it. */
    async codeOf(name: string): Promise<string> {
      const made = await call("keys", "new", name, "--community", await community(), ...folder);
      assert.equal(made.exit, 0, made.err);
      const words = ["device", "code", name, "--person", "1", "--json"];
      const shown = await call(...words, ...folder, "--node", node);
      assert.equal(shown.exit, 0, shown.out);
      return jsonOf<{ readonly code: string }>(shown).code;
    },
  };
}

before(async () => {
  world = await startLyingWorld();
  const { proxy } = world;
  own = computer("harbour-keys", proxy.url);
});
after(() => world?.end());

const community = async (): Promise<string> => {
  const found = await fetch(`${world.proxy.url}/api/v1/community`);
  return ((await found.json()) as { readonly community: string }).community;
};

/** Lets a node write pages until it is beyond another one. */
async function catchUp({ engine }: RunningNode, other: RunningNode): Promise<void> {
  while (engine.head().height <= other.engine.head().height) await engine.tick();
}

test("the code of a second device carries its page, and is taken where both were shown one history", async () => {
  const code = await computer("phone-keys", world.proxy.url).codeOf("phone");
  assert.match(code, /^[0-9a-f]{192}\.[1-9]\d*\.[0-9a-f]{64}$/);
  const { exit, err } = await own.call("device", "add", code, "--as", "Ana");
  assert.equal(exit, 0, err);
});

test("the code of a device that was shown another history is refused, and nothing is signed", async () => {
  const code = await computer("misled-keys", world.twin.url).codeOf("laptop");
  await catchUp(world.honest(), world.twin);
  const before = jsonOf<{ readonly devices: readonly unknown[] }>(
    await own.call("device", "list", "--as", "Ana", "--json"),
  );
  const { exit, err } = await own.call("device", "add", code, "--as", "Ana");
  assert.equal(exit, 1);
  assert.match(err, /Two histories/);
  const after = jsonOf<{ readonly devices: readonly unknown[] }>(
    await own.call("device", "list", "--as", "Ana", "--json"),
  );
  assert.equal(after.devices.length, before.devices.length);
  assert.equal((await own.call("device", "add", code.slice(0, 200), "--as", "Ana")).exit, 2);
});

test("a recovery file carries a page; at another history it opens two of them", async () => {
  const file = join(world.root, "ana.recovery.json");
  const made = await own.call("device", "add-recovery", file, "--as", "Ana");
  assert.equal(made.exit, 0, made.err);
  const { page } = JSON.parse(readFileSync(file, "utf8")) as { readonly page: string };
  assert.match(page, /^[1-9]\d*\.[0-9a-f]{64}$/);
  await catchUp(world.twin, world.honest());
  const fresh = computer("fresh-keys", world.twin.url);
  const refused = await fresh.call("device", "list", "--recovery", file);
  assert.equal(refused.exit, 1);
  assert.match(refused.err, /Two histories/);
  const honest = computer("other-keys", world.proxy.url);
  const list = await honest.call("device", "list", "--recovery", file);
  assert.equal(list.exit, 0, list.err);
});
