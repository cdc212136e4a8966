import { execFile } from "node:child_process";
import { connect } from "node:net";
import { promisify } from "node:util";
import { cometBinary } from "../../engine/comet/binary.ts";
import { packageVersion } from "../../engine/package-root.ts";
import { wordsOf } from "../../engine/system-words.ts";
import { type HomeLayout, type NetworkFile, readNetworkFile } from "../../node/index.ts";
import { type Finding, fine, note, wrong } from "./finding.ts";
import { freePort } from "./port.ts";
import { resendsFinding, systemResends } from "./resends.ts";

/** How long another machine has to answer. Units: milliseconds. */
const PATIENCE = 3_000;
/** How far another clock may be off; consensus turns down blocks that are 60 s ahead. Units: ms. */
const SKEW_NOTE = 2_000;
const SKEW_WRONG = 30_000;

/** Looks at what a node needs to take part in a network; nothing for a home of one machine. */
export async function networkFindings(
  layout: HomeLayout,
  isRunning: boolean,
  askResends = systemResends,
): Promise<readonly Finding[]> {
  let network: NetworkFile | undefined;
  try {
    network = await readNetworkFile(layout.network);
  } catch (error) {
    return [wrong("network", wordsOf(error), "Mend network.json, or join the network again.")];
  }
  if (network === undefined) return [];
  const [program, peers, sites, ports, resends] = await Promise.all([
    consensusProgram(),
    Promise.all(network.peers.map(peer)),
    Promise.all(network.sites.map(site)),
    isRunning ? [] : ownPorts(network),
    askResends(),
  ]);
  const plugs = resends === undefined ? [] : [resendsFinding(resends)];
  return [program, ...ports, ...peers, ...sites.flat(), ...plugs];
}

async function consensusProgram(): Promise<Finding> {
  const binary = cometBinary();
  try {
    const { stdout } = await promisify(execFile)(binary, ["version"], { timeout: PATIENCE });
    return fine("CometBFT", stdout.trim());
  } catch (error) {
    const remedy = "Build it with `npm run comet`, or name it in FOLKMOOT_COMETBFT.";
    return wrong("CometBFT", `${binary} cannot be run: ${wordsOf(error)}`, remedy);
  }
}

function ownPorts({ listen, rpcPort }: NetworkFile): Promise<Finding[]> {
  const { host, port } = hostAndPort(listen);
  const remedy = "Stop the program that holds it, or choose another port in network.json.";
  return Promise.all([
    freePort(host, port, { name: "port for other machines", remedy }),
    freePort("127.0.0.1", rpcPort, { name: "port of CometBFT", remedy }),
  ]);
}

/** Tells whether another machine can be reached at all; only a node can tell whether it takes part. */
function peer(address: string): Promise<Finding> {
  const { host, port } = hostAndPort(address.replace(/^[0-9a-f]*@/, ""));
  return new Promise((settle) => {
    const socket = connect({ host, port });
    const done = (finding: Finding): void => {
      socket.destroy();
      settle(finding);
    };
    const away = (why: string): void =>
      done(
        note("peer", `${host}:${port} does not answer: ${why}`, "Ask its helper, or wait for it."),
      );
    socket.setTimeout(PATIENCE, () => away("it takes too long"));
    socket.once("error", (error) => away(wordsOf(error)));
    socket.once("connect", () => done(fine("peer", `${host}:${port} answers`)));
  });
}

/** Compares this computer's clock and program with another node's. */
async function site(address: string): Promise<readonly Finding[]> {
  const asked = Date.now();
  try {
    const response = await fetch(`${address}/api/v1/community`, {
      signal: AbortSignal.timeout(PATIENCE),
    });
    const { version } = (await response.json()) as { readonly version?: unknown };
    const told = Date.parse(response.headers.get("date") ?? "");
    return [sameVersion(address, String(version)), ...sameClock(address, told, asked)];
  } catch (error) {
    const remedy = "Ask its helper, or wait for it.";
    return [note("site", `${address} does not answer: ${wordsOf(error)}`, remedy)];
  }
}

function sameVersion(address: string, version: string): Finding {
  const own = packageVersion();
  if (version === own) return fine("version", `${own}, as ${address}`);
  const remedy = "Run the same version everywhere: another law would stop this node.";
  return note("version", `${own}, but ${address} runs ${version}`, remedy);
}

/** A header's date is cut to the second, and the answer took a while. */
function sameClock(address: string, told: number, asked: number): Finding[] {
  if (Number.isNaN(told)) return [];
  const now = Date.now();
  const off = Math.max(0, asked - (told + 1_000), told - now);
  if (off <= SKEW_NOTE) return [fine("clock of others", `agrees with ${address}`)];
  const detail = `differs by about ${Math.round(off / 1_000)} s from ${address}`;
  const remedy = "Set the clock of this computer by the network (NTP), or tell that helper to.";
  return [off > SKEW_WRONG ? wrong("clock", detail, remedy) : note("clock", detail, remedy)];
}

function hostAndPort(address: string): { readonly host: string; readonly port: number } {
  const at = address.lastIndexOf(":");
  return {
    host: address.slice(0, at).replace(/^\[|\]$/g, ""),
    port: Number(address.slice(at + 1)),
  };
}
