import type { Application } from "./abci/application.ts";
import { createGrammar, type Grammar } from "./abci/grammar.ts";
import { createApplication } from "./application.ts";
import { countRefusals } from "./count-refusals.ts";
import type { EngineParts } from "./engine-parts.ts";
import { type Session, startSession } from "./session.ts";
import { TAKES_NOTHING } from "./snapshots/calls.ts";

/**
 * Starts CometBFT on the parts of an engine, and waits until it has carried out what it knows.
 *
 * Throws: EngineFault `comet-missing` or `comet-stopped`; the way in for a state is then closed.
 */
export async function startConsensus(parts: EngineParts): Promise<Session> {
  const { options, chainId, rpc, log, counts, ending, run } = parts;
  return startSession({
    chainId,
    network: options.network,
    rpc,
    log,
    application: applicationOn(parts),
    grammar: grammarOf(parts),
    onCall: (call) => counts.count("calls", call),
    onReport: (part) => counts.count("reported", part),
    onFailure: ending.fail,
    ...(run === undefined ? {} : { stateSync: run.stateSync }),
  }).catch(async (error: unknown) => {
    await run?.close();
    throw error;
  });
}

/** The law as CometBFT sees it, counted and, in a test, slowed. */
function applicationOn(parts: EngineParts): Application {
  const { options, chainId, writer, admission, submissions, snapshots, counts, run } = parts;
  const { network, law } = options;
  const application = createApplication({
    chainId,
    start: network.start,
    writer,
    admission,
    snapshots: snapshots.calls(run?.calls ?? TAKES_NOTHING),
    wakefulness: parts.wakefulness,
    retention: parts.retention,
    onRefused: submissions.refused,
  });
  const gated: Application = {
    ...application,
    commit: (request) => parts.gate.pass(async () => application.commit(request)),
  };
  const counted = countRefusals(law, gated, (reason) => counts.count("refused", reason));
  return network.around === undefined ? counted : network.around(counted);
}

/** The order of calls that CometBFT has to keep, from where the chain stood at the start. */
function grammarOf({ options, chain }: EngineParts): Grammar {
  const initialHeight = options.network.start.height;
  const { height } = chain.head;
  return createGrammar({ height: height >= initialHeight ? height : 0, initialHeight });
}
