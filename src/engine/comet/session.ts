import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { EditionMissing } from "../../protocol/editions.ts";
import type { EngineLog } from "../embedded/options.ts";
import { editionMissing } from "../embedded/stop-faults.ts";
import { EngineFault } from "../engine-fault.ts";
import type { Application } from "./abci/application.ts";
import type { Grammar } from "./abci/grammar.ts";
import { type AbciServer, startAbciServer } from "./abci/server.ts";
import { writeCometFiles } from "./comet-home.ts";
import type { StateSyncConfig } from "./config.ts";
import { waitUntilLeft } from "./left-behind.ts";
import type { CometNetwork } from "./options.ts";
import { type CometEnd, type CometProcess, startComet } from "./process.ts";
import type { CometRpc } from "./rpc.ts";

/** The law and CometBFT while they run as one. */
export interface Session {
  readonly process: CometProcess;
  /** Ends CometBFT, then the law's socket. */
  stop(): Promise<void>;
}

/** What a session needs. */
export interface SessionDeps {
  readonly chainId: string;
  readonly network: CometNetwork;
  readonly application: Application;
  readonly grammar: Grammar;
  readonly rpc: CometRpc;
  /** Where the state is taken over from others. */
  readonly stateSync?: StateSyncConfig;
  readonly log: EngineLog;
  readonly onCall: (call: string) => void;
  /** Hears of each error that CometBFT tells of, by the part of it that does. */
  readonly onReport: (part: string) => void;
  /** Hears once why the two cannot go on. */
  readonly onFailure: (fault: EngineFault) => void;
}

const START_MAX = 600_000;
const POLL = 100;

/**
 * Starts CometBFT on the law, and waits until it has carried out what it already knows.
 *
 * Why as one unit: CometBFT never reconnects to the law, and the law must not go on without it; so
 * when one of them ends, the other is ended too, and the reason is told in words.
 * Throws: EngineFault `comet-missing` or `comet-stopped`.
 */
export async function startSession(deps: SessionDeps): Promise<Session> {
  const { network, log } = deps;
  const { folder } = network;
  await waitUntilLeft(network.rpcPort, log);
  const abciSocket = socketIn(folder);
  await writeCometFiles({
    folder,
    genesis: {
      chainId: deps.chainId,
      time: network.start.time,
      initialHeight: network.start.height,
      root: network.start.root,
      validators: network.start.validators,
      run: network.start.run,
      edition: network.start.edition,
    },
    config: {
      ...network,
      abciSocket,
      ...(deps.stateSync === undefined ? {} : { stateSync: deps.stateSync }),
    },
    validatorSeed: network.validatorSeed,
    nodeSeed: network.nodeSeed,
  });

  let isStopping = false;
  let child: CometProcess | undefined;
  let server: AbciServer | undefined;
  const fail = (fault: EngineFault): void => {
    if (isStopping) return;
    isStopping = true;
    void child?.stop();
    deps.onFailure(fault);
  };
  server = await startAbciServer({
    path: abciSocket,
    application: deps.application,
    grammar: deps.grammar,
    onCall: deps.onCall,
    onFailure: (reason) => fail(lawFailed(reason)),
  });
  const started = startComet({
    binary: network.binary,
    folder,
    log,
    ...(network.environment === undefined ? {} : { environment: network.environment }),
    onReport: deps.onReport,
    onError: (words) => {
      // It would stay as it is, without a state, for ever.
      if (words.startsWith("State sync failed")) fail(takingFailed(words));
    },
  });
  child = started;
  void started.ended.then((end) => fail(cometEnded(end)));
  const stop = async (): Promise<void> => {
    isStopping = true;
    await started.stop();
    await server?.close();
    await rm(abciSocket, { force: true });
  };
  try {
    await reachable(deps.rpc, started);
  } catch (error) {
    await stop();
    throw error;
  }
  return { process: started, stop };
}

/** Most systems take no longer path for a socket. */
const SOCKET_PATH_MAX = 100;

/** Where the law listens: in CometBFT's folder, or beside all others where that path is too long. */
function socketIn(folder: string): string {
  const path = join(resolve(folder), "law.sock");
  if (path.length <= SOCKET_PATH_MAX) return path;
  const name = createHash("sha256").update(path).digest("hex").slice(0, 16);
  return join(tmpdir(), `folkmoot-${name}.sock`);
}

/** Waits for the RPC, which opens once everything known has been carried out. */
async function reachable(rpc: CometRpc, child: CometProcess): Promise<void> {
  let end: CometEnd | undefined;
  void child.ended.then((ended) => {
    end = ended;
  });
  const until = performance.now() + START_MAX;
  while (performance.now() < until) {
    if (end !== undefined) throw cometEnded(end);
    try {
      await rpc.status();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, POLL));
    }
  }
  throw new EngineFault(
    "comet-stopped",
    "CometBFT did not open its interface in time",
    "Look into the log, then start again.",
  );
}

function takingFailed(words: string): EngineFault {
  return new EngineFault(
    "no-snapshot",
    `the state could not be taken over: ${words}`,
    "Check `peers` and `sites` in network.json and start again, or join without --quick.",
  );
}

function lawFailed(reason: Error): EngineFault {
  if (reason instanceof EngineFault) return reason;
  if (reason instanceof EditionMissing) return editionMissing(reason);
  if (reason.cause instanceof EditionMissing) return editionMissing(reason.cause);
  const cause = reason.cause instanceof Error ? `: ${reason.cause.message}` : "";
  return new EngineFault(
    "law-stopped",
    `${reason.message}${cause}`,
    "Nothing that was acknowledged is lost. Start again; if it comes back, report it.",
    reason,
  );
}

/** Says in words why CometBFT ended, where it is known. */
export function cometEnded({ code, signal, lastWords }: CometEnd): EngineFault {
  const said = lastWords.join(" | ");
  for (const [pattern, what, remedy] of KNOWN_ENDS) {
    const code = what === DISK_FULL ? "disk-full" : "comet-stopped";
    if (pattern.test(said)) return new EngineFault(code, what, remedy);
  }
  const how = signal === null ? `with code ${code}` : `by ${signal}`;
  const last = said === "" ? "" : `: ${said}`;
  return new EngineFault(
    "comet-stopped",
    `CometBFT ended ${how}${last}`,
    "Start again; if it comes back, look into the log above.",
  );
}

const DISK_FULL = "the disk is full";

const KNOWN_ENDS: readonly (readonly [RegExp, string, string])[] = [
  [
    /ENOENT|no such file or directory.*cometbft/,
    "the CometBFT program is not where it should be",
    "Build it with `npm run comet`, or name it in FOLKMOOT_COMETBFT.",
  ],
  [
    /found signature from the same key/i,
    "another machine has signed with this key lately: one of the last ten blocks carries its signature",
    "Stop the other machine for good, and start this one once ten more blocks have been made. Never run one key on two machines.",
  ],
  [
    /failed to start state sync/,
    "no header that leads to the others' state could be verified",
    "Check that the nodes in `sites` of network.json answer, then start again.",
  ],
  [
    /found conflicting vote from ourselves/,
    "another machine signs with this key",
    "Stop one of the two for good. Never run one key on two machines; the proof of it is on record.",
  ],
  [
    // CometBFT has the system keep its data for one process, and this one came second.
    /failed to initialize database: resource temporarily unavailable/,
    "a CometBFT that an earlier run left behind still has this home",
    "Wait a minute, then start again. If it stays, end the process `cometbft start --home` of this home.",
  ],
  [
    /address already in use/,
    "a port that this node needs is taken",
    "Stop the program that holds it, or choose another port in network.json.",
  ],
  [
    /no space left on device/,
    DISK_FULL,
    "Make room, then start again; nothing that was acknowledged is lost.",
  ],
  [
    /Did you reset CometBFT without resetting your application|app block height .* is higher than/i,
    "the law and CometBFT do not stand at the same block",
    "Restore both parts of this home from one backup, or join the network again.",
  ],
  [
    // What another machine proposed and was turned down is no sign that this one is wrong.
    /(?<!prevoting nil: )wrong Block\.Header\.|appHash does not match|app hash does not match/i,
    "this node's state differs from what the others agreed on",
    "Stop here: update Folkmoot to the others' version, then join the network again.",
  ],
];
