import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createNode, freePorts, homeLayout, type NodeOptions, writeDemoFile } from "#node/index.js";
import { commandLine } from "../cli/folkmoot.ts";

/** A community that runs on this machine for one test. */
export interface SmallCommunity {
  readonly url: string;
  readonly home: string;
  readonly stop: () => Promise<void>;
}

/** A community whose node can be away for a while. */
export interface StoppableCommunity extends SmallCommunity {
  /** Stops the node; its home stays. */
  readonly sleep: () => Promise<void>;
  /** Starts the node again, at the same address. */
  readonly wake: () => Promise<void>;
}

/**
 * Founds a community as a newcomer does, by `folkmoot init`, and runs it.
 *
 * Why it is made a demonstration afterwards: its clock is then in the test's hands.
 */
export async function foundSmallCommunity(
  options: Partial<NodeOptions> = {},
): Promise<StoppableCommunity> {
  const root = await mkdtemp(join(tmpdir(), "folkmoot-e2e-"));
  const [home, keys] = [join(root, "home"), join(root, "keys")];
  const purpose = "Neighbours around the old harbour.";
  const words = ["init", "Harbour", "--purpose", purpose, "--founder", "Ana"];
  const { exit, err } = await commandLine(root).call(...words, "--home", home, "--keys", keys);
  if (exit !== 0) throw new Error(err);
  const key = JSON.parse(await readFile(join(keys, "Ana.key.json"), "utf8")) as { seed: string };
  const people = [{ person: 1, name: "Ana", seed: key.seed }];
  await writeDemoFile(homeLayout(home).demo, { people, aheadMs: 0 });
  const [port] = (await freePorts(1)) as [number];
  let node = await createNode({ ...options, home, port });
  const { url } = node;
  const stop = async (): Promise<void> => {
    await node.stop();
    await rm(root, { recursive: true, force: true });
  };
  const wake = async (): Promise<void> => {
    node = await createNode({ ...options, home, port });
  };
  return { url, home, stop, sleep: () => node.stop(), wake };
}

/** Lets days pass in a community whose clock may be moved. Throws: where it may not. */
export async function letPass({ url }: Pick<SmallCommunity, "url">, days: number): Promise<void> {
  const answer = await fetch(new URL("/api/v1/demo/time", url), {
    method: "POST",
    body: JSON.stringify({ advanceMs: days * 86_400_000 }),
  });
  if (!answer.ok) throw new Error(`the clock was not moved: ${answer.status}`);
}
