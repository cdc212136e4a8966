/**
 * Goal: whatever a node tells, no device says of anything that it is checked unless it is true and new;
 * and an honest node, also a slow one or one that was started again, is believed.
 * Method: a real node behind a proxy that lies in each of about fifty ways; a device of the client
 * library and the command line ask it, with what they have verified before.
 */
import assert from "node:assert/strict";
import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { CommunityInfo } from "#client/client.js";
import { createDeviceClock } from "#client/device-clock.js";
import { createDeviceLight, type DeviceLight } from "#client/device-light.js";
import { nodeLightSource } from "#client/light/node-source.js";
import { portableHasher } from "#client/portable-hasher.js";
import { ownProvedView } from "#client/proved/own-proved-view.js";
import { httpTransport } from "#client/transport/http.js";
import { forgetfulTrust, type TrustMemory } from "#client/trust-memory.js";
import { runOf } from "#protocol/chain/index.js";
import { folkmootLaw, present } from "#protocol/index.js";
import { findTable } from "#protocol/law.js";
import { commandLine } from "../cli/folkmoot.ts";
import { LIES, LIES_TO_NEWCOMERS, type Lie } from "./lies.ts";
import { type LyingWorld, startLyingWorld } from "./lying-world.ts";
import { SIGNED_LIES, TRUE_RESTART } from "./signed-lies.ts";

let world: LyingWorld;
const known = forgetfulTrust();

before(async () => {
  world = await startLyingWorld();
  await tellTheTruth();
});
after(() => world?.end());

/** What a device of the library says of rows and of a view: checked, or why not. */
async function library(trust: TrustMemory): Promise<readonly string[]> {
  const rules = present(findTable(folkmootLaw, "constitution/parameters"), "a table");
  const range = { from: rules.keyBytes([]), until: rules.endBytes([]) };
  const light = deviceLight(trust);
  const rows = await light
    .ask((client) => client.verifiedRange(range))
    .then((found) => (found.ok ? light.stateOf(found.value.block).kind : found.reason.code))
    .catch(codeOf);
  const transport = httpTransport(world.proxy.url);
  const view = await community()
    .then((info) =>
      ownProvedView(
        {
          transport,
          hasher: portableHasher,
          community: async () => info,
          named: info.community,
          trust,
        },
        { name: "constitution/rules", query: {} },
      ),
    )
    .then((found) => found.state.kind)
    .catch(codeOf);
  return [rows, view];
}

function deviceLight(trust: TrustMemory): DeviceLight {
  return createDeviceLight({
    source: nodeLightSource(httpTransport(world.proxy.url)),
    hasher: portableHasher,
    community,
    trust,
    clock: createDeviceClock(trust),
  });
}

async function community(): Promise<CommunityInfo> {
  const found = await fetch(`${world.proxy.url}/api/v1/community`);
  if (!found.ok) throw new Error(`the node answered ${found.status}`);
  return (await found.json()) as CommunityInfo;
}

const codeOf = (error: unknown): string =>
  String((error as { readonly code?: unknown }).code ?? error);

/** What the command line says of a view: checked, or why not. */
async function commands(computer: string): Promise<string> {
  const folder = join(world.root, computer);
  mkdirSync(folder, { recursive: true });
  const words = ["view", "constitution", "rules", "--proved", "--node", world.proxy.url, "--json"];
  const { exit, out, err } = await commandLine(folder).call(...words);
  if (exit !== 0) return `${out}${err}`;
  return (JSON.parse(out) as { readonly proved: { readonly state: string } }).proved.state;
}

/** Lets the honest node write a page, and both devices check it. */
async function tellTheTruth(): Promise<void> {
  world.proxy.lie(undefined);
  await world.honest().engine.tick();
  assert.deepEqual(await library(known), ["checked", "checked"]);
  assert.equal(await commands("known"), "checked");
}

async function assertUnbelieved(lie: Lie, trust: TrustMemory, computer: string): Promise<void> {
  // So that there is a newer page than the device has, to lie about.
  await world.honest().engine.tick();
  world.proxy.lie(lie.tell(world));
  for (const said of await library(trust)) assert.notEqual(said, "checked", lie.name);
  const said = await commands(computer);
  assert.notEqual(said, "checked", lie.name);
  assert.notEqual(said, "", lie.name);
}

const ALL = [...LIES, ...SIGNED_LIES];

test("the table of lies is long enough, and each has a name of its own", () => {
  assert.ok(ALL.length >= 60, `${ALL.length}`);
  assert.equal(new Set(ALL.map(({ name }) => name)).size, ALL.length);
});

// Each lie meets a device that knows the truth alone, and not what an earlier lie has left behind.
for (const [place, lie] of ALL.entries()) {
  test(`a lie is not believed: ${lie.name}`, async () => {
    const trust = forgetfulTrust();
    await trust.keepAnchors(await known.anchors());
    await trust.save(present(await known.load(), "a page"));
    await trust.noteReal();
    cpSync(join(world.root, "known"), join(world.root, `lie-${place}`), { recursive: true });
    await assertUnbelieved(lie, trust, `lie-${place}`);
  });
}

for (const [place, lie] of LIES_TO_NEWCOMERS.entries()) {
  test(`a newcomer does not believe: ${lie.name}`, () =>
    assertUnbelieved(lie, forgetfulTrust(), `new-${place}`));
}

test("a restart that the members have signed is followed, so that its lies are about one thing each", async () => {
  const trust = forgetfulTrust();
  await trust.keepAnchors(await known.anchors());
  await trust.save(present(await known.load(), "a page"));
  world.proxy.lie(TRUE_RESTART.tell(world));
  const found = await deviceLight(trust).ask((client) => client.latest());
  assert.ok(found.ok, found.ok ? "" : found.reason.detail);
  assert.equal(runOf(found.value.header), 1n);
});

test("after all of them the honest node is believed", tellTheTruth);

test("a node that went back shows both pages, every time", async () => {
  for (const node of [world.twin, world.backup]) {
    world.proxy.behind(node.url);
    world.proxy.lie(undefined);
    for (let visit = 0; visit < 2; visit += 1) {
      const found = await deviceLight(known).ask((client) => client.latest());
      assert.ok(!found.ok);
      assert.ok(found.reason.conflict?.by === "node");
    }
    assert.match(await commands("known"), /client\/two-histories/);
  }
  world.proxy.behind(world.honest().url);
  await tellTheTruth();
});

test("a slow node and one that was started again are believed", async () => {
  world.proxy.slow(150);
  await tellTheTruth();
  world.proxy.slow(0);
  await world.restart();
  await tellTheTruth();
});
