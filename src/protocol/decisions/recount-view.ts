import { decisionId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import { defineView } from "../kernel/view.ts";
import { countDecision, methodOf } from "./count.ts";
import type { Methods } from "./methods/method.ts";
import { decisions } from "./types.ts";

/**
 * A decision counted again from its ballots, beside what the record says that it came to.
 *
 * Why a view: a device that has all ballots proved runs the very same counting.
 */
export const recountViewBy = (methods: Methods) =>
  defineView({
    name: "decisions/recount",
    summary: "A decision counted again from its ballots, and what the record says of it.",
    visibility: "everyone",
    query: record({ decision: decisionId }),
    read({ state, query: { decision } }) {
      const row = decisions.get(state, [decision]);
      if (row === undefined) return undefined;
      const { stage } = row;
      const method = methodOf(methods, row);
      const shown = { decision, stage, method: method.name };
      if (stage === "open" || stage === "withdrawn") return { ...shown, count: null };
      const { counts, answered, outcome } = countDecision(methods, state, decision, row);
      const isSame =
        counts.length === row.counts.length &&
        counts.every((count, at) => count === row.counts[at]) &&
        answered === row.answered;
      const count = {
        ballots: answered,
        counted: method.figures(counts),
        recorded: method.figures(row.counts),
        hasPassed: outcome.hasPassed,
        holds: isSame && outcome.hasPassed === (stage !== "failed"),
      };
      return { ...shown, count };
    },
  });
