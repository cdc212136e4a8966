/** How CometBFT is to run on this machine. */
export interface CometConfig {
  /** A name for people, as peers show it. */
  readonly moniker: string;
  /** Where other nodes reach this one: `host:port`. */
  readonly p2pListen: string;
  /** What this node tells others to dial, where it differs. */
  readonly p2pExternal?: string;
  /** Port of the RPC, on this machine alone. */
  readonly rpcPort: number;
  /** The socket on which the law answers. */
  readonly abciSocket: string;
  /** The nodes that this one keeps connected to: `id@host:port`. */
  readonly peers: readonly string[];
  /** Looks for own signatures in this many last blocks, and refuses to start where it finds one. */
  readonly doubleSignCheck: number;
  readonly timing: CometTiming;
  readonly stateSync?: StateSyncConfig;
}

/** How long consensus waits. Units: milliseconds. */
export interface CometTiming {
  /** Between a commit and the next block. */
  readonly commit: number;
  readonly propose: number;
  readonly vote: number;
  /** Without anything to do, an empty block after this. */
  readonly heartbeat: number;
}

/** The timing of a network over home connections. */
export const HOME_TIMING: CometTiming = {
  commit: 1_000,
  propose: 3_000,
  vote: 1_000,
  heartbeat: 600_000,
};

/** From whom a new node takes the state instead of all history. */
export interface StateSyncConfig {
  /** RPC addresses of at least two nodes. */
  readonly rpcServers: readonly string[];
  readonly trustHeight: number;
  /** The hash of the block at that height, in hexadecimal. */
  readonly trustHash: string;
  /** How long what is trusted may be relied on. Units: milliseconds. */
  readonly trustPeriod: number;
}

const MEMPOOL_ACTIONS = 5_000;
const MEMPOOL_BYTES = 64 * 1024 * 1024;

/**
 * Writes `config.toml`: only what differs from CometBFT's own defaults.
 *
 * Why no address book and no exchange of peers: a community's nodes know each other from the
 * ledger. Why no index: the node keeps its own.
 */
export function configToml(config: CometConfig, actionBytesMax: number): string {
  const sections: readonly (readonly [string, Entries])[] = [
    [
      "",
      [
        ["moniker", config.moniker],
        ["proxy_app", `unix://${config.abciSocket}`],
        ["abci", "socket"],
        ["db_backend", "goleveldb"],
        ["log_level", "info"],
        ["log_format", "json"],
        ["filter_peers", false],
      ],
    ],
    [
      "rpc",
      [
        ["laddr", `tcp://127.0.0.1:${config.rpcPort}`],
        ["unsafe", false],
        ["max_open_connections", 200],
        ["max_body_bytes", 1_000_000],
        ["timeout_broadcast_tx_commit", "10s"],
      ],
    ],
    ["p2p", p2pSection(config)],
    [
      "mempool",
      [
        ["type", "flood"],
        ["size", MEMPOOL_ACTIONS],
        ["cache_size", 2 * MEMPOOL_ACTIONS],
        ["max_txs_bytes", MEMPOOL_BYTES],
        ["max_tx_bytes", actionBytesMax],
        ["recheck", true],
      ],
    ],
    ["statesync", stateSyncSection(config.stateSync)],
    ["blocksync", [["version", "v0"]]],
    ["consensus", consensusSection(config)],
    ["storage", [["discard_abci_responses", true]]],
    ["tx_index", [["indexer", "null"]]],
    ["instrumentation", [["prometheus", false]]],
  ];
  return sections.map(([name, entries]) => section(name, entries)).join("\n");
}

type TomlValue = string | number | boolean;
type Entries = readonly (readonly [string, TomlValue])[];

function p2pSection(config: CometConfig): Entries {
  return [
    ["laddr", `tcp://${config.p2pListen}`],
    ["external_address", config.p2pExternal ?? ""],
    ["persistent_peers", config.peers.join(",")],
    ["persistent_peers_max_dial_period", "5s"],
    ["pex", false],
    ["addr_book_strict", false],
    ["allow_duplicate_ip", true],
    ["max_num_inbound_peers", 60],
  ];
}

function consensusSection({ timing, doubleSignCheck }: CometConfig): Entries {
  return [
    ["timeout_propose", `${timing.propose}ms`],
    ["timeout_prevote", `${timing.vote}ms`],
    ["timeout_precommit", `${timing.vote}ms`],
    ["timeout_commit", `${timing.commit}ms`],
    ["create_empty_blocks", false],
    ["create_empty_blocks_interval", `${timing.heartbeat}ms`],
    ["double_sign_check_height", doubleSignCheck],
  ];
}

function stateSyncSection(sync: StateSyncConfig | undefined): Entries {
  if (sync === undefined) return [["enable", false]];
  return [
    ["enable", true],
    ["rpc_servers", sync.rpcServers.join(",")],
    ["trust_height", sync.trustHeight],
    ["trust_hash", sync.trustHash],
    ["trust_period", `${Math.floor(sync.trustPeriod / 1000)}s`],
    ["discovery_time", "5s"],
  ];
}

/** JSON spells strings, numbers and truth values as TOML does. */
function section(name: string, entries: Entries): string {
  const lines = entries.map(([key, value]) => `${key} = ${JSON.stringify(value)}\n`);
  return `${name === "" ? "" : `[${name}]\n`}${lines.join("")}`;
}
