import assert from "node:assert/strict";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nativeHasher } from "#engine/native-hasher.js";
import { createNode, freePorts, type RunningNode } from "#node/index.js";
import { type LightBlock, lightBlockFromJson } from "#protocol/chain/index.js";
import { commandLine } from "../cli/folkmoot.ts";
import { type LyingProxy, startLyingProxy } from "./lying-proxy.ts";

/** A community whose node lies, and all that a liar could have at hand. */
export interface LyingWorld {
  readonly root: string;
  readonly proxy: LyingProxy;
  /** The node that tells the truth. */
  readonly honest: () => RunningNode;
  /** A second copy of the same machine, which has gone on by itself. */
  readonly twin: RunningNode;
  /** The same machine, set back to an old backup. */
  readonly backup: RunningNode;
  /** Where nobody answers. */
  readonly silent: string;
  /** A node of another community. */
  readonly stranger: RunningNode;
  /** Stops the honest node and starts it again, at the same address. */
  restart(): Promise<void>;
  end(): Promise<void>;
}

/** What of a lying world is to be different. */
export interface WorldPlan {
  /** Lets the app ask the honest node itself and one that is silent, as machines of the same record. */
  readonly hasSites?: boolean;
}

/** Founds the communities and starts their nodes. */
export async function startLyingWorld({ hasSites = false }: WorldPlan = {}): Promise<LyingWorld> {
  const root = await mkdtemp(join(tmpdir(), "folkmoot-lies-"));
  const { call } = commandLine(root);
  const found = async (name: string): Promise<string> => {
    const home = join(root, name);
    const words = ["init", name, "--purpose", "Neighbours.", "--founder", "Ana", "--home", home];
    const { exit, err } = await call(...words, "--keys", join(root, `${name}-keys`));
    assert.equal(exit, 0, err);
    return home;
  };
  const home = await found("harbour");
  const early = await createNode({ home, port: 0 });
  await tick(early, 3);
  await early.stop();
  for (const copy of ["twin", "backup"]) await cp(home, join(root, copy), { recursive: true });
  const [port, nobody] = (await freePorts(2)) as [number, number];
  const silent = `http://127.0.0.1:${nobody}`;
  const sites = hasSites ? { sites: [`http://127.0.0.1:${port}`, silent] } : {};
  let honest = await createNode({ home, port, ...sites });
  const twin = await createNode({ home: join(root, "twin"), port: 0 });
  const backup = await createNode({ home: join(root, "backup"), port: 0 });
  const stranger = await createNode({ home: await found("stranger"), port: 0 });
  // A copy of the keys: what a computer has verified of the copy must not stand beside the own ones.
  await cp(join(root, "harbour-keys"), join(root, "twin-keys"), { recursive: true });
  await act(call, twin.url, join(root, "twin-keys"));
  await tick(honest, 12);
  await tick(twin, 16);
  await tick(stranger, 20);
  const proxy = await startLyingProxy(honest.url);
  return {
    root,
    proxy,
    silent,
    honest: () => honest,
    twin,
    backup,
    stranger,
    async restart() {
      await honest.stop();
      honest = await createNode({ home, port, ...sites });
    },
    async end() {
      await proxy.close();
      for (const node of [honest, twin, backup, stranger]) await node.stop();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** Lets a copy carry out what the others never see, so that its state is its own. */
async function act(call: ReturnType<typeof commandLine>["call"], url: string, keys: string) {
  const { exit, err } = await call("invite", "new", "--node", url, "--keys", keys);
  assert.equal(exit, 0, err);
}

async function tick(node: RunningNode, blocks: number): Promise<void> {
  for (let block = 0; block < blocks; block += 1) await node.engine.tick();
}

/** What a node answers below its API. */
export const askNode = (node: RunningNode, path: string): Promise<unknown> =>
  fetch(`${node.url}/api/v1${path}`).then((found) => found.json());

/** Reads the light block in a node's answer. */
export function lightIn(json: unknown): LightBlock {
  const block = lightBlockFromJson(nativeHasher, json);
  assert.ok(block.ok, block.ok ? "" : block.reason);
  return block.value;
}
