import { findReceipt } from "../embedded/history.ts";
import type { Engine, Head, NetworkState } from "../engine.ts";
import { isStale } from "../freshness.ts";
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
    freshen: () => freshened(parts),
    tick: () => news.next(writer.head, ending.stopped),
    waiting: submissions.size,
    network: () => networkState(parts),
    consensusCounts: counts.read,
    turns: (height) => rpc.turns(height),
    stopped: ending.stopped,
    stop: ending.stop,
  };
}

/** How long somebody who asks for a newer block waits for it. Units: milliseconds. */
const FRESH_PATIENCE = 10_000;

/** Calls for a block where the newest one is old, and waits a while until its time is new. */
async function freshened(parts: EngineParts): Promise<Head> {
  const { options, writer, waker, news, ending } = parts;
  const until = performance.now() + FRESH_PATIENCE;
  while (isStale(options.clock.now(), writer.head()) && performance.now() < until) {
    waker.freshen();
    const late = new Promise<void>((tell) => setTimeout(tell, until - performance.now()));
    const next = news.next(writer.head, ending.stopped);
    await Promise.race([next, late]);
  }
  return writer.head();
}

async function networkState({ rpc, snapshots }: EngineParts): Promise<NetworkState> {
  const [status, peers, voted] = await Promise.all([rpc.status(), rpc.peers(), rpc.voted()]);
  return { ...status, peers, voted, snapshots: snapshots.heights() };
}
