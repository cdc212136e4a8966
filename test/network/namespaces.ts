import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type LocalNode, rewriteNetwork } from "./local-network.ts";

/** Machines that are apart as on a real network: each has its own namespace and two cables. */
export interface Namespaces {
  /** Plugs the machines into one switch for each group; those of different groups are cut off. */
  plug(...groups: readonly (readonly number[])[]): void;
  end(): void;
}

/**
 * The two networks between them: one for what tests ask, one for what machines say to each other.
 * The first is this computer's too, so each run has its own.
 */
const ASKED = `10.241.${process.pid % 250}`;
const AMONG = "10.242.17";
const PORT = 26656;

const ip = (...words: readonly (string | number)[]): void => {
  execFileSync("ip", words.map(String), { stdio: ["ignore", "ignore", "pipe"] });
};

/** How long the systems of the machines go on with a connection that nobody answers; their own unless given. */
export interface Patience {
  /** The longest wait before something is sent again. Units: milliseconds; from Linux 6.15 on. */
  readonly resendMax?: number | undefined;
  /** How often it is sent again until the connection is given up. */
  readonly resends?: number | undefined;
}

/** Why this machine lays no namespaces, where it does not. */
export function noNamespaces(): string | false {
  const name = `fm${process.pid}`;
  try {
    ip("netns", "add", name);
    ip("link", "add", `${name}x`, "type", "bridge");
    return false;
  } catch {
    return "this machine lets nobody lay namespaces; relays on loopback stand for them";
  } finally {
    quietly("netns", "del", name);
    quietly("link", "del", `${name}x`);
  }
}

/**
 * Puts each node of a network that does not run yet into a namespace of its own.
 *
 * Why beside relays: what a pulled plug does to a connection, waiting longer and longer before it
 * sends again, only the system itself shows.
 */
export function layNamespaces(nodes: readonly LocalNode[], patience: Patience = {}): Namespaces {
  const mark = `fm${process.pid}`;
  const end = (): void => {
    for (const at of nodes.keys()) {
      const name = nameOf(at + 1);
      // Connections that are not done yet keep a namespace for a while, and its cables with it.
      for (const outer of [`${name}a`, `${name}p`]) quietly("link", "del", outer);
      quietly("netns", "del", name);
    }
    for (const name of [asking, ...switches]) quietly("link", "del", name);
  };
  const nameOf = (node: number): string => `${mark}n${node}`;
  const switches = [1, 2].map((at) => `${mark}s${at}`);
  const asking = `${mark}a`;
  try {
    for (const name of [asking, ...switches]) {
      ip("link", "add", name, "type", "bridge");
      ip("link", "set", "dev", name, "up");
    }
    ip("addr", "add", `${ASKED}.254/24`, "dev", asking);
    for (const at of nodes.keys()) {
      ip("netns", "add", nameOf(at + 1));
      ip("-n", nameOf(at + 1), "link", "set", "dev", "lo", "up");
      for (const rule of rulesOf(patience)) {
        ip("netns", "exec", nameOf(at + 1), "sysctl", "-qw", rule);
      }
      layCable(nameOf(at + 1), "a", `${ASKED}.${at + 1}`, asking);
      layCable(nameOf(at + 1), "p", `${AMONG}.${at + 1}`, switches[0] as string);
    }
  } catch (error) {
    end();
    throw error;
  }
  moveIn(nodes, nameOf);
  return {
    plug(...groups) {
      for (const [at, group] of groups.entries()) {
        for (const node of group) {
          ip("link", "set", "dev", `${nameOf(node)}p`, "master", switches[at] as string);
        }
      }
    },
    end,
  };
}

function rulesOf({ resendMax, resends }: Patience): string[] {
  return [
    ...(resendMax === undefined ? [] : [`net.ipv4.tcp_rto_max_ms=${resendMax}`]),
    ...(resends === undefined ? [] : [`net.ipv4.tcp_retries2=${resends}`]),
  ];
}

/** Lays a cable from a switch into a namespace. */
function layCable(name: string, end: string, address: string, into: string): void {
  const outer = `${name}${end}`;
  ip("link", "add", outer, "type", "veth", "peer", "name", end, "netns", name);
  ip("link", "set", "dev", outer, "master", into, "up");
  ip("-n", name, "addr", "add", `${address}/24`, "dev", end);
  ip("-n", name, "link", "set", "dev", end, "up");
}

/** Gives each node its place: where it runs, where it answers, whom it dials. */
function moveIn(nodes: readonly LocalNode[], nameOf: (node: number) => string): void {
  const listens = nodes.map(({ home }) => {
    const text = readFileSync(join(home, "network.json"), "utf8");
    return JSON.parse(text) as { readonly listen: string; readonly peers: readonly string[] };
  });
  for (const [at, node] of nodes.entries()) {
    const peers = (listens[at]?.peers ?? []).map((peer) => {
      const [id, address] = peer.split("@");
      const to = listens.findIndex(({ listen }) => listen === address);
      return `${id}@${AMONG}.${to + 1}:${PORT}`;
    });
    rewriteNetwork(node.home, { listen: `${AMONG}.${at + 1}:${PORT}`, peers });
    node.host = `${ASKED}.${at + 1}`;
    node.before = ["ip", "netns", "exec", nameOf(at + 1)];
  }
}

function quietly(...words: readonly string[]): void {
  try {
    ip(...words);
  } catch {
    // It was not there.
  }
}
