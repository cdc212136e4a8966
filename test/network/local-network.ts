import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createClient, httpTransport, seedSigner } from "#client/index.js";
import { fromHex } from "#protocol/kernel/bytes.js";
import { commandLine } from "../cli/folkmoot.ts";

const PROGRAM = fileURLToPath(new URL("../../../bin/folkmoot.js", import.meta.url));

/** Timing that keeps a test short. */
const QUICK = { commit: 100, propose: 1_000, vote: 500, heartbeat: 1_000 };

/** A node of a local network, as a process of its own. */
export interface LocalNode {
  readonly home: string;
  /** The command line that runs it; another build may take its place between two starts. */
  program: string;
  /** What starts it, where that is more than Node. */
  before: readonly string[];
  /** What it tells about itself. */
  logLevel: string;
  /** On which address it answers. */
  host: string;
  url: string;
  process: ChildProcess | undefined;
  start(): Promise<void>;
  /** Sends a signal to the law's process, or to CometBFT's. */
  signal(who: "law" | "consensus", signal: NodeJS.Signals): void;
  /** Waits until the process has ended. */
  ended(): Promise<void>;
  /** Whether it runs, and what it has complained of since it was started. */
  tells(): string;
}

/** A network that was founded by the command line and runs as its operators would run it. */
export interface LocalNetwork {
  readonly folder: string;
  readonly nodes: readonly LocalNode[];
  /** The file of the founder's key. */
  readonly keyFile: string;
  /** Publishes something through a node; notes what was acknowledged. */
  act(node: number): Promise<void>;
  /** The ids of everything that was acknowledged. */
  readonly acknowledged: readonly string[];
  /** Compares the histories of the nodes; every acknowledged action is in each of them once. */
  assertOneHistory(running: readonly number[]): Promise<void>;
  end(): Promise<void>;
}

/** What of a network is to be different. */
export interface NetworkChanges {
  /** Where each node listens; any that is free unless given. */
  readonly ports?: readonly number[];
  /** From where each node, counted from 0, fetches texts. */
  readonly sites?: (node: number) => readonly string[];
  /** Blocks from one snapshot of the state to the next. */
  readonly snapshotEvery?: number;
  /** The command line that founds it and runs its nodes, where another build does. */
  readonly program?: string;
}

/** Founds a network by `folkmoot network found`; nothing runs yet. */
export async function foundNetwork(
  nodes: number,
  changed: NetworkChanges = {},
): Promise<LocalNetwork> {
  const root = mkdtempSync(join(tmpdir(), "folkmoot-network-"));
  const folder = join(root, "homes");
  const keys = join(root, "keys");
  const words = ["network", "found", "A valley", "--founder", "Ana", "--nodes", String(nodes)];
  const { program = PROGRAM } = changed;
  const called = await commandLine(root, {}, program).call(
    ...words,
    "--home",
    folder,
    "--keys",
    keys,
    "--json",
  );
  if (called.exit !== 0) throw new Error(called.err);
  const { homes } = JSON.parse(called.out) as { homes: string[] };
  shorten(homes);
  const { ports = [], sites = () => [], snapshotEvery = 1_000 } = changed;
  for (const [at, home] of homes.entries()) {
    rewriteNetwork(home, { sites: sites(at), snapshotEvery });
  }
  const local = homes.map((home, at) => localNode(home, ports[at] ?? 0));
  for (const node of local) node.program = program;
  const acknowledged: string[] = [];
  let published = 0;
  let newest = 0;
  let turn: Promise<unknown> = Promise.resolve();

  return {
    folder,
    nodes: local,
    keyFile: join(keys, "Ana.key.json"),
    acknowledged,
    // One after another: a person's actions are numbered.
    act(node) {
      const run = async (): Promise<void> => {
        published += 1;
        const { url } = local[node - 1] as LocalNode;
        // The next number is asked of this node, which must know of the action before.
        await reach(url, newest);
        const receipt = await publish(url, join(keys, "Ana.key.json"), published).catch(
          (cause: unknown) => {
            throw new Error(`node ${node} did not take it; ${local[node - 1]?.tells()}`, { cause });
          },
        );
        acknowledged.push(receipt.id);
        newest = receipt.height;
      };
      const acted = turn.then(run);
      turn = acted.catch(() => {});
      return acted;
    },
    async assertOneHistory(running) {
      const urls = running.map((node) => (local[node - 1] as LocalNode).url);
      const height = Math.max(...(await Promise.all(urls.map(heightOf))));
      await Promise.all(urls.map((url) => reach(url, height)));
      const done: string[] = [];
      for (let at = 1; at <= height; at += 1) {
        const blocks = await Promise.all(urls.map((url) => blockAt(url, at)));
        if (new Set(blocks.map(({ block }) => block)).size !== 1) {
          throw new Error(`block ${at} differs`);
        }
        done.push(
          ...(blocks[0]?.receipts ?? []).filter(({ code }) => code === 0).map(({ id }) => id),
        );
      }
      for (const id of acknowledged) {
        const places = await Promise.all(urls.map((url) => placeOf(url, id)));
        if (new Set(places).size !== 1) throw new Error(`${id} is not at one place: ${places}`);
        const times = done.filter((one) => one === id).length;
        if (times !== 1) throw new Error(`${id} was done ${times} times`);
      }
    },
    async end() {
      for (const { process } of local) process?.kill("SIGKILL");
      await Promise.all(local.map((node) => node.ended()));
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Gives homes a timing that keeps a test short, and what else is to be different. */
export function shorten(homes: readonly string[], changed: object = {}): void {
  for (const home of homes) rewriteNetwork(home, { timing: QUICK, ...changed });
}

/** Changes fields of a home's `network.json`. */
export function rewriteNetwork(home: string, fields: object): void {
  const path = join(home, "network.json");
  const network = JSON.parse(readFileSync(path, "utf8")) as object;
  writeFileSync(path, JSON.stringify({ ...network, ...fields }));
}

/** Publishes the hash of a text through a node; waits until it is agreed on. */
export async function publish(url: string, keyFile: string, number: number) {
  const { receipt, problem, kept } = await send(url, keyFile, number);
  if (problem !== undefined) throw new Error(JSON.stringify(problem));
  return receipt ?? agreed(url, kept.id);
}

/** Sends the hash of a text to a node, signed by a key of the command line. */
export async function send(url: string, keyFile: string, number: number) {
  const { seed } = JSON.parse(readFileSync(keyFile, "utf8")) as { seed: string };
  const signer = seedSigner(fromHex(seed) as Uint8Array);
  const hash = new Uint8Array(32);
  new DataView(hash.buffer).setUint32(0, number);
  const client = createClient({ transport: httpTransport(url), signer });
  const input = { digest: hash, audience: "public", kind: "note", bytes: 64 } as const;
  return client.act("records/publish", input);
}

/** Waits until an action that a node keeps is in a block. */
export async function agreed(url: string, id: string, patience = 60_000) {
  const until = performance.now() + patience;
  for (;;) {
    const answer = await fetch(`${url}/api/v1/actions/${id}`).catch(() => undefined);
    if (answer?.status === 200) return (await answer.json()) as { id: string; height: number };
    if (performance.now() > until) throw new Error(`${url} does not come to agree on ${id}`);
    await pause(100);
  }
}

/** A node on a home; it does not run yet. */
export function localNode(home: string, port = 0): LocalNode {
  let said = "";
  const node: LocalNode = {
    home,
    program: PROGRAM,
    before: [],
    logLevel: "error",
    host: "127.0.0.1",
    url: "",
    process: undefined,
    async start() {
      const where = ["--home", home, "--host", node.host, "--port", String(port)];
      const words = ["start", ...where, "--json", "--log-level", node.logLevel];
      const whole = [...node.before, process.execPath, node.program, ...words];
      const child = spawn(whole[0] as string, whole.slice(1), {
        stdio: ["ignore", "pipe", "pipe"],
      });
      node.process = child;
      said = "";
      child.stderr?.on("data", (data: Buffer) => (said += data.toString()));
      for await (const line of createInterface(child.stdout as NodeJS.ReadableStream)) {
        said += line;
        const { url } = JSON.parse(line) as { readonly url?: string };
        if (url === undefined) continue;
        node.url = url;
        child.stdout?.on("data", (data: Buffer) => (said += data.toString()));
        return;
      }
      throw new Error(`the node did not start: ${said}`);
    },
    signal(who, signal) {
      const law = node.process?.pid;
      if (law === undefined) return;
      process.kill(who === "law" ? law : childOf(law), signal);
    },
    async ended() {
      const child = node.process;
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      await once(child, "close");
    },
    tells() {
      const { exitCode, signalCode } = node.process ?? {};
      const isOver = (exitCode ?? signalCode ?? undefined) !== undefined;
      return `it ${isOver ? `has ended (${exitCode ?? signalCode})` : "runs"}: ${said.slice(-2_000)}`;
    },
  };
  return node;
}

/** The process that another one has started. */
export function childOf(parent: number): number {
  const listed = execFileSync("ps", ["-o", "pid=", "--ppid", String(parent)], { encoding: "utf8" });
  return Number(listed.trim().split("\n")[0]);
}

async function json<V>(url: string): Promise<V> {
  const answer = await fetch(url);
  if (answer.status !== 200) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as V;
}

/** The height that a node has reached. */
export async function heightOf(url: string): Promise<number> {
  return (await json<{ height: number }>(`${url}/api/v1/community`)).height;
}

/** Waits until a node has reached a height. */
export async function reach(url: string, height: number, patience = 60_000): Promise<void> {
  const until = performance.now() + patience;
  while ((await heightOf(url).catch(() => 0)) < height) {
    if (performance.now() > until) throw new Error(`${url} does not reach block ${height}`);
    await pause(50);
  }
}

/** A block as a node tells it, as far as the tests look. */
interface BlockAnswer {
  readonly block: string;
  readonly receipts: readonly { readonly id: string; readonly code: number }[];
}

function blockAt(url: string, height: number): Promise<BlockAnswer> {
  return json<BlockAnswer>(`${url}/api/v1/blocks/${height}`);
}

async function placeOf(url: string, id: string): Promise<string> {
  const found = await json<{ height: number; index: number }>(`${url}/api/v1/actions/${id}`);
  return `${found.height}.${found.index}`;
}
