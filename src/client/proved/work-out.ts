import { chainIdOf, editionIn, type Header } from "../../protocol/chain/index.ts";
import { editionOf } from "../../protocol/editions.ts";
import type { Hasher } from "../../protocol/kernel/hash.ts";
import { toPlain } from "../../protocol/kernel/plain.ts";
import { failure, ok, type Result } from "../../protocol/kernel/result.ts";
import type { AnyView } from "../../protocol/kernel/view.ts";
import type { Law } from "../../protocol/law.ts";
import { isHiddenNow, runView, type ViewRun } from "../../protocol/run-view.ts";
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
  /**
   * The moment to read it at; the header's own unless given. Units: milliseconds since 1970.
   *
   * Bounds: the caller judges it, since no signature vouches for it.
   */
  readonly moment?: number | undefined;
}

/** A header that was verified, and what was proved under it. */
export interface ProvedState {
  readonly header: Header;
  readonly ranges: readonly ProvedRange[];
}

/**
 * Runs the view of the edition that a verified header names, by the header's clock, on proved rows.
 *
 * Shape: the view's answer as plain data; `undefined` where what was asked for does not exist.
 */
export function workOut(
  deps: ViewDeps,
  state: ProvedState,
  question: ViewQuestion,
): Result<unknown, OutsideProof> {
  const value = onProved(deps, state, question, runView);
  if (!value.ok) return value;
  return ok(value.value === undefined ? undefined : toPlain(value.value));
}

/** Finds out in the same way whether a view is made of something hidden, by its own declaration. */
export function workOutHidden(
  deps: ViewDeps,
  state: ProvedState,
  question: ViewQuestion,
): Result<boolean, OutsideProof> {
  return onProved(deps, state, question, isHiddenNow);
}

function onProved<V>(
  { law, hasher, community }: ViewDeps,
  { header, ranges }: ProvedState,
  { name, query, moment }: ViewQuestion,
  run: (law: Law, view: AnyView, run: ViewRun) => V,
): Result<V, OutsideProof> {
  const refuse = (what: string) => failure(new OutsideProof(what));
  if (chainIdOf(community) !== header.chainId) return refuse("another community");
  const edition = editionOf(law, editionIn(header));
  const view = edition?.viewByName.get(name);
  if (edition === undefined || view === undefined) return refuse(`no view ${name} here`);
  const problem = view.query.problem(query);
  if (problem !== undefined) return refuse(problem);
  try {
    const state = createProvedReader(ranges);
    const now = moment ?? momentIn(header);
    return ok(run(edition, view, { state, query, now, community, sha256: hasher.sha256 }));
  } catch (error) {
    if (error instanceof OutsideProof) return failure(error);
    throw error;
  }
}

/** The time of a header. Units: milliseconds since 1970. */
export const momentIn = ({ time }: Pick<Header, "time">): number => Number(time / 1_000_000n);
