import { chainIdOf, editionIn, type Header } from "../../protocol/chain/index.ts";
import { editionOf } from "../../protocol/editions.ts";
import type { Hasher } from "../../protocol/kernel/hash.ts";
import { toPlain } from "../../protocol/kernel/plain.ts";
import { failure, ok, type Result } from "../../protocol/kernel/result.ts";
import type { Law } from "../../protocol/law.ts";
import { runView } from "../../protocol/run-view.ts";
import { createProvedReader, OutsideProof, type ProvedRange } from "./proved-reader.ts";

/** What working a view out needs beside its rows. */
export interface ViewDeps {
  readonly hasher: Hasher;
  readonly law: Law;
  /** The community as the node names it; checked against the chain that is verified. */
  readonly community: Uint8Array;
}

/** Which view, and what it is asked; fields that the view does not know are refused by the node. */
export interface ViewQuestion {
  readonly name: string;
  readonly query: unknown;
  /** The height of the header to prove against; the newest unless given. */
  readonly at?: bigint | undefined;
}

/**
 * Runs the view of the edition that a verified header names, by the header's clock, on proved rows.
 *
 * Shape: the view's answer as plain data; `undefined` where what was asked for does not exist.
 */
export function workOut(
  { law, hasher, community }: ViewDeps,
  header: Header,
  { name, query }: ViewQuestion,
  ranges: readonly ProvedRange[],
): Result<unknown, OutsideProof> {
  const refuse = (what: string) => failure(new OutsideProof(what));
  if (chainIdOf(community) !== header.chainId) return refuse("another community");
  const edition = editionOf(law, editionIn(header));
  const view = edition?.viewByName.get(name);
  if (edition === undefined || view === undefined) return refuse(`no view ${name} here`);
  const problem = view.query.problem(query);
  if (problem !== undefined) return refuse(problem);
  try {
    const value = runView(edition, view, {
      state: createProvedReader(ranges),
      query,
      now: Number(header.time / 1_000_000n),
      community,
      sha256: hasher.sha256,
    });
    return ok(value === undefined ? undefined : toPlain(value));
  } catch (error) {
    if (error instanceof OutsideProof) return failure(error);
    throw error;
  }
}
