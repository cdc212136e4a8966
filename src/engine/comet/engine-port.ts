import { findReceipt } from "../embedded/history.ts";
import type { Engine, NetworkState } from "../engine.ts";
import type { EngineParts } from "./engine-parts.ts";

/** Shows the parts of an engine as the one port that every engine has. */
export function createPort(parts: EngineParts): Engine {
  const { options, chainId, writer, submissions, history, news, counts, ending, rpc } = parts;
  const { law, store } = options;
  return {
    chainId,
    get ledger() {
      return writer.ledger();
    },
    head: writer.head,
    firstBlock: history.firstBlock,
    submit: submissions.submit,
    find: (id) => findReceipt(law, store, id),
    holds: submissions.holds,
    holdsAny: submissions.holdsAny,
    block: history.block,
    lightBlock: history.lightBlock,
    subscribe: news.subscribe,
    tick: () => news.next(writer.head, ending.stopped),
    waiting: submissions.size,
    network: () => networkState(parts),
    consensusCounts: counts.read,
    turns: (height) => rpc.turns(height),
    stopped: ending.stopped,
    stop: ending.stop,
  };
}

async function networkState({ rpc, snapshots }: EngineParts): Promise<NetworkState> {
  const [status, peers, voted] = await Promise.all([rpc.status(), rpc.peers(), rpc.voted()]);
  return { ...status, peers, voted, snapshots: snapshots.heights() };
}
