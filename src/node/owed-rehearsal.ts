import { waitingEdition } from "../engine/open-ledger.ts";
import { editionTables, machineAddress } from "../protocol/constitution/index.ts";
import { adoptedEdition } from "../protocol/editions.ts";
import type { NodeContext } from "./context.ts";
import type { FindOwed } from "./contributions.ts";

/** What came of rehearsing the edition that waits on this machine; nothing before it was. */
export interface Rehearsed {
  readonly adoption: number;
  /** What was wrong; nothing where this machine is ready. */
  readonly problem: string | undefined;
}

/** Rehearses the edition that waits, and says so in this machine's name. */
export interface EditionRehearsal {
  readonly owed: FindOwed;
  newest(): Rehearsed | undefined;
}

/**
 * Rehearses an adopted edition once, on a copy of the newest state.
 *
 * Why by itself: members have adopted it; whether a machine can carry it out needs nobody's opinion.
 * Cost: reads the whole state once for each adoption.
 */
export function createEditionRehearsal({
  engine,
  clock,
  log,
}: Pick<NodeContext, "engine" | "clock" | "log">): EditionRehearsal {
  let rehearsed: Rehearsed | undefined;
  const rehearseOnce = (adoption: number, edition: number, digest: Uint8Array): Rehearsed => {
    if (rehearsed?.adoption === adoption) return rehearsed;
    const { ledger } = engine;
    const { sha256 } = ledger.stateMachine.ruleContext(0);
    const next = adoptedEdition({ sha256 }, ledger.law, { number: edition, digest });
    const problem = ledger.rehearse(next, clock.now());
    if (problem === undefined) log.info("the next edition of the law was rehearsed", { edition });
    else log.error("the next edition of the law cannot be carried out here", { edition, problem });
    rehearsed = { adoption, problem };
    return rehearsed;
  };
  return {
    newest: () => rehearsed,
    owed(state, key, sha256) {
      const waiting = waitingEdition({ sha256 }, engine.ledger);
      if (waiting === undefined || waiting.missing !== undefined) return [];
      const { adoption, edition, digest, standing } = waiting.adoption;
      if (standing !== "waiting" || !engine.ledger.law.speaks({ state, sha256 }, key)) return [];
      if (editionTables.rehearsals.has(state, [adoption, machineAddress(sha256, key)])) return [];
      const { problem } = rehearseOnce(adoption, edition, digest);
      if (problem !== undefined) return [];
      return [{ type: "constitution/declare-rehearsed", input: { adoption, digest } }];
    },
  };
}
