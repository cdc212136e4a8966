import type { Result } from "../../protocol/kernel/result.ts";
import { FolkmootError } from "../error.ts";
import type { LightFault } from "../light/fault.ts";
import { type ByReadsDeps, viewByReads } from "./by-reads.ts";
import { type ProvedReading, type ProvedViewDeps, provedView } from "./proved-view.ts";
import type { ViewQuestion } from "./work-out.ts";

/** What working out any view, long or short, needs. */
export type WholeViewDeps = ProvedViewDeps & ByReadsDeps;

/**
 * Works a view out from one proved answer, or from several where one may not hold all that it reads.
 *
 * Faults: a LightFault where a check failed. Throws: what `ask` throws.
 */
export async function wholeView(
  deps: WholeViewDeps,
  question: ViewQuestion,
): Promise<Result<ProvedReading, LightFault>> {
  try {
    return await provedView(deps, question);
  } catch (error) {
    if (codeOf(error) !== "node/too-much-to-prove") throw error;
    return viewByReads(deps, question);
  }
}

/** The code of a problem that a node answered with. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof FolkmootError ? error.code : undefined;
