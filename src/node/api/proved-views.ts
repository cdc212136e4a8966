import { toHex } from "../../protocol/kernel/bytes.ts";
import type { Law } from "../../protocol/law.ts";
import { PROVED_ROWS_MAX } from "../../protocol/view-limits.ts";
import type { ApiContext, NodeContext } from "../context.ts";
import { notFound, ProblemError, problem } from "../problem.ts";
import { type NotProven, proveView } from "../proving/prove-view.ts";
import { TooMuchRead } from "../proving/record-reads.ts";
import { heightOf } from "./light.ts";
import { noProof, provenHeight } from "./proofs.ts";
import { readQuery } from "./query.ts";
import { lookOf } from "./seeing.ts";

/** The word in an address that asks for a view's rows with their proofs, instead of its answer. */
export const PROVED = "proved";

/** At the header of which block a view is proved; the newest unless given. */
const AT = "at";

/**
 * Answers a view with all that it read, proved.
 *
 * Why without the view's answer: who asks like this computes it, and believes no other.
 * Throws: ProblemError, naming why it cannot be proved.
 */
export async function provedAnswer(
  context: NodeContext,
  c: ApiContext,
  name: string,
  search: URLSearchParams,
) {
  const { engine } = context;
  const fields = new URLSearchParams(search);
  fields.delete(PROVED);
  fields.delete(AT);
  const at = search.get(AT);
  const height = at === null ? await provenHeight(engine) : heightOf(at, engine.head().height);
  const question = {
    name,
    height,
    query: (law: Law) => {
      const view = law.viewByName.get(name);
      if (view === undefined) throw notFound(`The view ${name}`);
      return readQuery(view.query, fields);
    },
    look: lookOf(context, c),
  };
  const { inParts } = c.var.bill;
  const proven = await proveView(engine, question, inParts).catch((error: unknown) => {
    if (error instanceof TooMuchRead) throw tooMuch();
    throw error;
  });
  if (typeof proven === "string") throw notProven(proven, name, height);
  const ranges = proven.ranges.map(({ from, until, proof }) => {
    const end = until === undefined ? null : toHex(until);
    return { from: toHex(from), until: end, proof: Buffer.from(proof).toString("base64") };
  });
  return { height: proven.height, ranges };
}

function notProven(reason: NotProven, name: string, height: number): ProblemError {
  switch (reason) {
    case "no-such-view":
      return notFound(`The view ${name}`);
    case "height-not-held":
      return noProof(reason, height);
    case "too-much":
      return tooMuch();
    case "not-visible":
      return new ProblemError(
        problem(
          403,
          "node/not-provable",
          "This cannot be proved to you, since it is made of something that you may not read.",
          "Read it without proof. What is secret while voting lasts can be proved once it has ended.",
        ),
      );
  }
}

function tooMuch(): ProblemError {
  return new ProblemError(
    problem(
      413,
      "node/too-much-to-prove",
      `This is made of more than one answer can prove: ${PROVED_ROWS_MAX} rows or 256 kB.`,
      "Ask for less at once, or for the rows themselves with `/proofs`.",
    ),
  );
}
