import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Command } from "commander";
import { askJson } from "../../client/ask.ts";
import { readLinkPage, readLinkSecret } from "../../client/link-secret.ts";
import { httpTransport } from "../../client/transport/http.ts";
import type { TrustedHeader } from "../../engine/comet/snapshots/source.ts";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { programPath } from "../../engine/package-root.ts";
import {
  allOrNothing,
  createNetwork,
  foundingByOne,
  growNetwork,
  type HomeLayout,
  joinNetwork,
  localHomes,
  localPlaces,
  type MachineKeys,
  publicNames,
  type QuickJoining,
  readMachineKeys,
  readNetworkFile,
  USUAL_PHASE,
  writeNetworkFile,
} from "../../node/index.ts";
import { communityOf } from "../../protocol/founding.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import { type Plain, toPlain } from "../../protocol/kernel/plain.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { type Call, type Cli, declare, declareGroup, withNode } from "../command.ts";
import { CommandError, usageError } from "../exit.ts";
import { printable } from "../names.ts";
import { type NetworkAnswer, networkLines } from "../network-lines.ts";
import { founderOf, keepNewcomer, newNewcomer } from "../newcomer.ts";
import { nodeAddress } from "../node-address.ts";
import type { Outcome } from "../outcome.ts";
import { trustedHeader } from "../verified-headers.ts";
import { addNetworkHelper } from "./network-helper.ts";
import { addNetworkKeys } from "./network-keys.ts";
import { addNetworkRestart } from "./network-restart.ts";

/** A community on several machines: founding one, running a local one, looking at it. */
export function addNetwork(program: Command, cli: Cli): void {
  const group = declareGroup(program, "network", "several machines: found, run, look who is there");
  declare(
    group,
    cli,
    { usage: "found [name]", summary: "found a community on several nodes of this machine" },
    found,
  )
    .option("--nodes <number>", "how many nodes; with four, one may fail", "4")
    .option("--purpose <text>", "what the community is for", "")
    .option("--founder <name>", "what you, its first member, are called", "founder")
    .option("--keys <dir>", "the folder for your keys");
  declare(
    group,
    cli,
    { usage: "grow", summary: "take a community from one machine to several, with its history" },
    grow,
  )
    .requiredOption("--from <dir>", "the home of the community, which is not running")
    .option("--nodes <number>", "how many nodes, if people have not seated any machine yet", "4")
    .option("--machine <dir...>", "homes of seated machines that are on this computer too")
    .option("--listen <address>", "where other nodes reach this one, such as 192.0.2.7:26656");
  declare(
    group,
    cli,
    { usage: "join <address>", summary: "make a home that follows a network from now on" },
    join,
  )
    .option("--listen <address>", "where other nodes reach this one, such as 192.0.2.7:26656")
    .option("--chain <id>", "the name of the record, as a member told it to you")
    .option("--quick", "take the state over, checked, instead of carrying out all of history")
    .option("--trust <link>", "with --quick: an invitation's link, or HEIGHT.HASH of a header")
    .option("--machine-keys <file>", "bring a lost machine back, with the keys that it saved");
  declare(
    group,
    cli,
    { usage: "start", summary: "run all nodes of a local network until stopped" },
    start,
  ).option("--port <number>", "where the first node listens; the others follow", "8081");
  addNetworkHelper(group, cli);
  addNetworkKeys(group, cli);
  addNetworkRestart(group, cli);
  withNode(
    declare(
      group,
      cli,
      { usage: "peers", summary: "show who signs blocks and who is connected" },
      peers,
    ),
  );
}

async function found(call: Call): Promise<Outcome> {
  const folder = resolve(call.settings.get("home").value);
  const nodes = wholeNumber(String(call.flags["nodes"]), "--nodes");
  const name = String(call.words[0] ?? "A community");
  const newcomer = newNewcomer(call.settings.get("keys").value, String(call.flags["founder"]));
  const purpose = String(call.flags["purpose"]);
  const answers = { name, purpose, language: "en", phase: USUAL_PHASE };
  const founding = foundingByOne(answers, founderOf(newcomer));
  const { homes, community, kept } = await allOrNothing(localPlaces(folder, nodes), async () => {
    const made = await createNetwork({ folder, nodes, law: folkmootLaw, founding });
    const hash = toHex(communityOf(nativeHasher, folkmootLaw, made.file.document));
    return { homes: made.homes, community: hash, kept: keepNewcomer(newcomer, hash) };
  });
  const slack = Math.floor((nodes - 1) / 3);
  return {
    plain: { ok: true, name, community, homes: homes.map(({ home }) => home), ...kept },
    lines: [
      `${printable(name)} is founded on ${nodes} nodes. ${slackSentence(slack)}`,
      ...homes.map(({ home }) => `  ${home}`),
      `Your key is "${newcomer.key}" in ${newcomer.folder}; your recovery file is ${newcomer.recoveryFile}.`,
      "Run all of them here:",
      `  folkmoot network start --home "${folder}"`,
      "Or each where it belongs, with the addresses in network.json set right:",
      '  folkmoot start --home "…/node1"',
    ],
  };
}

async function grow(call: Call): Promise<Outcome> {
  const folder = resolve(call.settings.get("home").value);
  const from = resolve(String(call.flags["from"]));
  const nodes = wholeNumber(String(call.flags["nodes"]), "--nodes");
  const machines = (call.flags["machine"] as readonly string[] | undefined)?.map((dir) =>
    resolve(dir),
  );
  const listen = call.flags["listen"] as string | undefined;
  const grown = await growNetwork({
    law: folkmootLaw,
    from,
    folder,
    nodes,
    ...(machines === undefined ? {} : { machines }),
    ...(listen === undefined ? {} : { listen }),
  });
  const { homes, height } = grown;
  const slack = Math.floor((grown.machines - 1) / 3);
  const isElsewhere = grown.machines > homes.length;
  return {
    plain: {
      ok: true,
      height,
      machines: grown.machines,
      homes: homes.map(({ home }) => home),
    },
    lines: [
      `From block ${height} on, ${grown.machines} nodes agree on everything together. ${slackSentence(slack)}`,
      ...homes.map(({ home }) => `  ${home}`),
      `${from} is closed for good: keep it as a backup of the history, never start it again.`,
      `Next: folkmoot network start --home "${folder}"`,
      ...(isElsewhere
        ? [
            "The other helpers run `folkmoot network join ADDRESS` with the homes that they offered.",
          ]
        : []),
    ],
  };
}

async function join(call: Call): Promise<Outcome> {
  const home = resolve(call.settings.get("home").value);
  const address = String(call.words[0]).replace(/\/$/, "");
  if (!URL.canParse(address)) {
    throw usageError(
      `${address} is not an address.`,
      "A node's address looks like https://folk.example.org.",
      "Ask somebody who runs a node of the network.",
    );
  }
  const { listen, chain, trust, machineKeys } = call.flags as {
    readonly [flag: string]: string | undefined;
  };
  if (listen !== undefined) assertListen(listen);
  const isQuick = call.flags["quick"] === true;
  const trusted = trust === undefined ? undefined : trustFrom(trust, isQuick);
  const machine =
    machineKeys === undefined ? undefined : await readMachineKeys(resolve(machineKeys));
  const joined = await joinNetwork({
    law: folkmootLaw,
    address,
    home,
    ...(listen === undefined ? {} : { listen }),
    ...(chain === undefined ? {} : { chainId: chain }),
    ...(machine === undefined ? {} : { machine }),
    ...(isQuick
      ? { quick: (asked: QuickJoining) => trustedHeader(new URL(address).origin, asked, trusted) }
      : {}),
  });
  const { chainId, imported, quick } = joined;
  const back = machine === undefined ? undefined : publicNames(machine);
  return {
    plain: { ok: true, home, chainId, imported, from: quick?.height ?? null, ...back },
    lines: [
      `${home} follows ${chainId} from now on.`,
      ...(machine === undefined ? [] : backLines(machine, joined.listen)),
      ...(imported === 0
        ? []
        : [`${imported} blocks were fetched, carried out again and verified.`]),
      ...(quick === undefined
        ? []
        : [
            `The header of block ${quick.height} is verified; the first start takes the state over from there on.`,
            "What happened before will not be in this home.",
          ]),
      ...(chain === undefined
        ? ["Compare that name with somebody you trust: it stands under Helpers in the app."]
        : []),
      `Next: folkmoot start --home "${home}"`,
    ],
  };
}

/** Says what a machine that comes back is, and what must not be. */
function backLines(machine: MachineKeys, listen: string): string[] {
  return [
    `It is ${printable(machine.name)} again: it has its keys, and listens on ${listen}.`,
    "It signs if it still has a seat, once it has caught up. Never start the old home again.",
  ];
}

/** Refuses an address for other nodes that is none, before anything is asked of anybody. */
function assertListen(listen: string): void {
  if (/^(?:[^\s:/]+|\[[0-9a-fA-F:.]+\]):[1-9][0-9]{0,4}$/.test(listen)) return;
  throw usageError(
    `--listen: ${listen} is not an address for other nodes.`,
    "It is the address of this machine and a port, such as 192.0.2.7:26656.",
    "Write both, with a colon between them.",
  );
}

/** Reads a header that a member handed on: in an invitation's link, or by itself. */
function trustFrom(text: string, isQuick: boolean): TrustedHeader {
  const behind = /#(.*)$/.exec(text)?.[1];
  const page = behind === undefined ? readLinkPage(text) : readLinkSecret(behind).page;
  if (!isQuick || page === undefined) {
    throw usageError(
      isQuick ? "--trust names no header." : "--trust is of use only with --quick.",
      "It is an invitation's link with a verified page in it, or HEIGHT.HASH.",
      "Ask a member for a new invitation.",
    );
  }
  return { height: Number(page.height), hash: page.hash };
}

function slackSentence(slack: number): string {
  if (slack === 0) return "None of them may fail.";
  return slack === 1 ? "One of them may fail." : `${slack} of them may fail.`;
}

async function start(call: Call): Promise<Outcome> {
  const folder = resolve(call.settings.get("home").value);
  const homes = homesIn(folder);
  const first = wholeNumber(String(call.flags["port"]), "--port");
  if (first !== 0) await introduce(homes, first);
  const children: ChildProcess[] = [];
  let isStopping = false;
  const stop = (): void => {
    isStopping = true;
    for (const child of children) child.kill("SIGTERM");
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, stop);
  if (!call.isJson) {
    call.terminal.out(
      `${homes.length} nodes start. Open any of the addresses in a browser; Ctrl-C stops all of them.`,
    );
  }
  const ends = homes.map(({ home }, at) => {
    const port = first === 0 ? 0 : first + at;
    const child = spawn(
      process.execPath,
      [
        programPath(),
        "start",
        "--home",
        home,
        "--port",
        String(port),
        "--json",
        "--log-level",
        "warn",
      ],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    children.push(child);
    if (child.stdout !== null) {
      createInterface(child.stdout).on("line", (line) => tell(call, at + 1, line));
    }
    return new Promise<void>((ended) => {
      child.once("close", (code) => {
        if (!isStopping) call.terminal.err(endedLine(at + 1, code, home, port));
        ended();
      });
    });
  });
  await Promise.all(ends);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, stop);
  return { plain: { ok: true, stopped: true }, lines: ["All nodes have stopped."] };
}

/** Says that a node has ended, and how it comes back. */
function endedLine(node: number, code: number | null, home: string, port: number): string {
  const how = code === 0 ? "has stopped" : `has ended with ${code ?? "a signal"}`;
  return `Node ${node} ${how}. To bring it back: folkmoot start --home "${home}" --port ${port}`;
}

/** Tells each node where the others answer, so that they fetch texts from each other. */
async function introduce(homes: readonly HomeLayout[], first: number): Promise<void> {
  const sites = homes.map((_, at) => `http://127.0.0.1:${first + at}`);
  for (const [at, { network: path }] of homes.entries()) {
    const network = await readNetworkFile(path);
    if (network === undefined) continue;
    await writeNetworkFile(path, { ...network, sites: sites.filter((_, place) => place !== at) });
  }
}

/** Passes on where a node answers, and what it warns of. */
function tell(call: Call, node: number, line: string): void {
  if (call.isJson) {
    call.terminal.out(JSON.stringify({ node, told: parsed(line) }));
    return;
  }
  const { url, msg, error, words } = parsed(line) as NodeLine;
  if (url !== undefined) call.terminal.out(`Node ${node}: ${url}`);
  else if (typeof error === "object") {
    call.terminal.err(`Node ${node}: ${error.what} ${error.why} ${error.remedy}`);
  } else if (msg !== undefined) {
    const more = words ?? error;
    call.terminal.err(`Node ${node}: ${msg}${more === undefined ? "" : `: ${more}`}`);
  }
}

/** What a node writes: where it answers, a line of its log, or why it has ended. */
interface NodeLine {
  readonly url?: string;
  readonly msg?: string;
  readonly words?: string;
  readonly error?:
    | string
    | { readonly what: string; readonly why: string; readonly remedy: string };
}

function parsed(line: string): Plain {
  try {
    return JSON.parse(line) as Plain;
  } catch {
    return { msg: line };
  }
}

function homesIn(folder: string): HomeLayout[] {
  let names: string[] = [];
  try {
    names = readdirSync(folder);
  } catch {
    // Told below.
  }
  const homes = localHomes(folder, names);
  if (homes.length > 0) return homes;
  throw new CommandError(`There is no network in ${folder}.`, {
    why: "A local network is a folder with node1, node2 and so on.",
    remedy: "Found one with `folkmoot network found --nodes 4 --home DIR`.",
    code: "cli/no-network",
  });
}

async function peers(call: Call): Promise<Outcome> {
  const transport = httpTransport(nodeAddress(call.settings));
  const answer = await askJson<NetworkAnswer>(transport, { method: "GET", path: "/network" });
  return { plain: toPlain(answer), lines: networkLines(answer) };
}

function wholeNumber(text: string, flag: string): number {
  if (/^[0-9]{1,5}$/.test(text)) return Number(text);
  throw usageError(
    `${flag}: "${text}" is not a whole number.`,
    `After ${flag} comes a number, such as 4.`,
    "Write it in digits.",
  );
}
