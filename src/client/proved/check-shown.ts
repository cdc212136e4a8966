import { fromPlain, type Plain } from "../../protocol/kernel/plain.ts";
import { ok, type Result } from "../../protocol/kernel/result.ts";
import { FolkmootError } from "../error.ts";
import { type LightFault, lightFault } from "../light/fault.ts";
import type { CheckedBlock } from "../light/report.ts";
import { isHiddenByReads } from "./by-reads.ts";
import { type Difference, differencesOf } from "./plain-differences.ts";
import type { ProvedCost, ProvedReading } from "./proved-view.ts";
import type { CheckShownDeps, ShownView } from "./shown-view.ts";
import { wasShownTruly } from "./was-shown.ts";
import { codeOf, wholeView } from "./whole-view.ts";
import type { ViewQuestion } from "./work-out.ts";

/**
 * What a device finds of something that is shown.
 *
 * Shape: `same` as its own answer; `older`, where it was so when it was read and is otherwise now;
 * `differs`, where it never was so; `unknown`, where it is otherwise now and what was then cannot be
 * proved any more; `hidden`, where it is made of what nobody may be shown yet, with the law's reason.
 */
export type ShownVerdict =
  | { readonly kind: "same" }
  | {
      readonly kind: "older" | "differs" | "unknown";
      readonly own: Plain | undefined;
      readonly differences: readonly Difference[];
    }
  | { readonly kind: "hidden"; readonly reason: string };

/** A verdict, the page of the record by which it was found, and what that took. */
export interface CheckedShown {
  readonly verdict: ShownVerdict;
  readonly block: CheckedBlock;
  readonly cost: ProvedCost;
}

/**
 * Works out for itself what is shown, and compares.
 *
 * Why what was then is worked out, too: what changed a second ago is no lie. A node says of when its
 * answer is; that is never believed, but tried: the state of then is proved, and the moment has to lie
 * between the time of that state and this device's own clock.
 * Shape: `at` is the height to prove against, so that all of a page is checked against one; the newest
 * unless given.
 * Faults: a LightFault where a check failed. Throws: what `ask` throws.
 */
export async function checkShown(
  deps: CheckShownDeps,
  shown: ShownView,
  at?: bigint,
): Promise<Result<CheckedShown, LightFault>> {
  const question = { ...questionOf(deps, shown), at };
  let found: Result<ProvedReading, LightFault>;
  try {
    found = await wholeView(deps, question);
  } catch (error) {
    if (codeOf(error) !== "node/not-provable") throw error;
    return hiddenVerdict(deps, question);
  }
  if (!found.ok) return found;
  const { block, cost } = found.value;
  const own = found.value.value as Plain | undefined;
  const differences = differencesOf(own, shown.value);
  const done = (verdict: ShownVerdict) => ok({ verdict, block, cost });
  if (differences.length === 0) return done({ kind: "same" });
  const then = await wasShownTruly(deps, { question, shown, newest: block });
  const otherwise = { own, differences };
  switch (then) {
    case "now":
      return done({ kind: "same" });
    case "then":
      return done({ kind: "older", ...otherwise });
    case "never":
      return done({ kind: "differs", ...otherwise });
    case "unknown":
      return done({ kind: "unknown", ...otherwise });
  }
}

/**
 * Finds out, before anybody asks for more, whether something shown cannot be proved now.
 *
 * Shape: the law's reason; nothing where it can be proved, or where nobody can tell.
 */
export async function hiddenReason(
  deps: CheckShownDeps,
  shown: ShownView,
): Promise<string | undefined> {
  const question = questionOf(deps, shown);
  if (deps.law.viewByName.get(shown.name)?.hidden === undefined) return undefined;
  const hidden = await isHiddenByReads(deps, question);
  if (!hidden.ok || hidden.value.value !== true) return undefined;
  const refused = await deps.ask(question).then(
    () => false,
    (error: unknown) => codeOf(error) === "node/not-provable",
  );
  return refused ? deps.law.viewByName.get(shown.name)?.hidden?.reason : undefined;
}

function questionOf({ law }: CheckShownDeps, { name, query }: ShownView): ViewQuestion {
  const view = law.viewByName.get(name);
  const read = view === undefined ? undefined : fromPlain(view.query, query);
  if (read?.ok) return { name, query: read.value };
  const newer = "Open the app again: it may be older than the law that is in force.";
  throw new FolkmootError("client/no-such-view", `This device does not know ${name}.`, newer);
}

/** A node that refuses a proof has to have a reason, and the device finds it for itself. */
async function hiddenVerdict(
  deps: CheckShownDeps,
  question: ViewQuestion,
): Promise<Result<CheckedShown, LightFault>> {
  const hidden = await isHiddenByReads(deps, question);
  if (!hidden.ok) return hidden;
  const { value, block, cost } = hidden.value;
  const reason = deps.law.viewByName.get(question.name)?.hidden?.reason;
  if (value === true && reason !== undefined) {
    return ok({ verdict: { kind: "hidden", reason }, block, cost });
  }
  const detail = "the node does not prove it, though nothing in it is hidden";
  return { ok: false, reason: lightFault("proof-refused", detail, block.header.height) };
}
