import type { Peer } from "../engine.ts";

/** CometBFT's RPC on this machine, as far as the engine needs it. */
export interface CometRpc {
  /** Hands an action to the mempool; answers after the law has looked at it. */
  broadcast(action: Uint8Array): Promise<BroadcastAnswer>;
  /** The block of a height as CometBFT writes it in JSON. */
  block(height: number): Promise<unknown>;
  /** The commit of a height as CometBFT writes it in JSON. */
  commit(height: number): Promise<unknown>;
  /** How far each validator of a height is from its turn, in the order of the set. */
  turns(height: number): Promise<readonly number[]>;
  status(): Promise<CometStatus>;
  peers(): Promise<readonly Peer[]>;
  /**
   * Who has voted in the newest step towards the block to come: the first 12 hexadecimal digits of
   * their addresses.
   */
  voted(): Promise<readonly string[]>;
}

/** What became of an action that was handed to the mempool. */
export type BroadcastAnswer =
  | { readonly state: "taken" }
  /** It is in the mempool, or was there lately. */
  | { readonly state: "known" }
  | { readonly state: "full" }
  /** The node still fetches what the others have decided. */
  | { readonly state: "catching-up" }
  | { readonly state: "refused"; readonly code: number };

/** Where a node under CometBFT stands. */
export interface CometStatus {
  readonly nodeId: string;
  readonly height: number;
  readonly isCatchingUp: boolean;
}

/** CometBFT's RPC cannot be reached, or answers with an error. */
export class CometRpcError extends Error {}

/** How CometBFT writes a vote for people: its place, then whose it is. */
const VOTER = /^Vote\{[0-9]+:([0-9A-F]{12}) /;

const TIMEOUT = 10_000;
const ANSWER_BYTES_MAX = 64 * 1024 * 1024;

/** Makes a client of the RPC at an address such as `http://127.0.0.1:26657`. */
export function createCometRpc(url: string): CometRpc {
  const call = createCall(url);
  return {
    broadcast: (action) => broadcast(call, action),
    block: (height) => call("block", { height: String(height) }),
    commit: (height) => call("commit", { height: String(height) }),
    turns: (height) => turns(call, height),
    async status() {
      const status = await call("status", {});
      const sync = fieldsOf(status["sync_info"]);
      return {
        nodeId: String(fieldsOf(status["node_info"])["id"]),
        height: Number(sync["latest_block_height"]),
        isCatchingUp: sync["catching_up"] === true,
      };
    },
    async voted() {
      const { round_state } = await call("consensus_state", {});
      return newestVoters(fieldsOf(round_state)["height_vote_set"]);
    },
    async peers() {
      const { peers } = await call("net_info", {});
      if (!Array.isArray(peers)) return [];
      return peers.map((peer) => {
        const { node_info, remote_ip, is_outbound } = fieldsOf(peer);
        const info = fieldsOf(node_info);
        return {
          nodeId: String(info["id"]),
          moniker: String(info["moniker"]),
          address: String(remote_ip),
          isOutbound: is_outbound === true,
        };
      });
    },
  };
}

/** Asks one question; throws CometRpcError where CometBFT answers with an error. */
type Call = (method: string, params: object) => Promise<Fields>;

function createCall(url: string): Call {
  let calls = 0;
  return async (method, params) => {
    calls += 1;
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: calls, method, params }),
      signal: AbortSignal.timeout(TIMEOUT),
    });
    const text = await response.text();
    if (text.length > ANSWER_BYTES_MAX)
      throw new CometRpcError(`${method}: the answer is too long`);
    const { result, error } = fieldsOf(JSON.parse(text));
    if (error !== undefined) {
      const { message, data } = fieldsOf(error);
      throw new CometRpcError(`${method}: ${String(data ?? message)}`);
    }
    return fieldsOf(result);
  };
}

async function broadcast(call: Call, action: Uint8Array): Promise<BroadcastAnswer> {
  try {
    const tx = Buffer.from(action).toString("base64");
    const { code } = await call("broadcast_tx_sync", { tx });
    return code === 0 ? { state: "taken" } : { state: "refused", code: Number(code) };
  } catch (error) {
    const words = error instanceof CometRpcError ? error.message : "";
    if (words.includes("tx already exists in cache")) return { state: "known" };
    if (words.includes("mempool is full")) return { state: "full" };
    if (words.includes("catching up")) return { state: "catching-up" };
    throw error;
  }
}

/** Asks page after page for how far each validator is from its turn. */
async function turns(call: Call, height: number): Promise<readonly number[]> {
  const found: number[] = [];
  for (let page = 1; ; page += 1) {
    const params = { height: String(height), page: String(page), per_page: "100" };
    const { validators, total } = await call("validators", params);
    if (!Array.isArray(validators) || validators.length === 0) return found;
    found.push(...validators.map((each) => Number(fieldsOf(each)["proposer_priority"])));
    if (found.length >= Number(total)) return found;
  }
}

/**
 * Lists who has voted in the newest step in which anybody has.
 *
 * Why no earlier step: anyone who voted there may be gone since, and it is then that it stands still.
 */
export function newestVoters(rounds: unknown): string[] {
  const steps = (Array.isArray(rounds) ? rounds : []).flatMap((round) => {
    const { prevotes, precommits } = fieldsOf(round);
    return [votersIn(prevotes), votersIn(precommits)];
  });
  return steps.findLast((voters) => voters.length > 0) ?? [];
}

function votersIn(votes: unknown): string[] {
  const listed = Array.isArray(votes) ? votes : [];
  return listed.flatMap((vote) => VOTER.exec(String(vote))?.[1]?.toLowerCase() ?? []);
}

type Fields = { readonly [name: string]: unknown };

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}
