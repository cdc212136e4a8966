import { fromHex } from "../../protocol/kernel/bytes.ts";
import type { Result } from "../../protocol/kernel/result.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { askJson } from "../ask.ts";
import { FolkmootError } from "../error.ts";
import type { LightFault } from "../light/fault.ts";
import type { LightClient } from "../light/light-client.ts";
import { lightOfNode, type OwnLightDeps } from "../own-light.ts";
import type { PageState } from "../page-state.ts";
import { unverified } from "../seen.ts";
import type { Transport } from "../transport/transport.ts";
import { viewPath } from "../view-path.ts";
import type { AnswerOf } from "../view-types.ts";
import { viewByReads } from "./by-reads.ts";
import type { ProvedReading } from "./proved-view.ts";
import { wholeView } from "./whole-view.ts";
import type { ViewDeps, ViewQuestion } from "./work-out.ts";

/** What is proved for a client that verifies for itself, and of which community. */
export interface OwnProvedDeps extends OwnLightDeps {
  /** The community's hash, in hexadecimal, as the node names it. */
  readonly named: string;
}

/** What was worked out, and what the page is worth by which it was proved. */
export interface OwnReading<V = unknown> extends ProvedReading<V> {
  readonly state: PageState;
}

/**
 * Works a view out on this device, from what it verifies itself.
 *
 * Throws: FolkmootError `client/unproved` where a check failed, and what the node refuses.
 */
export function ownProvedView(deps: OwnProvedDeps, question: ViewQuestion): Promise<OwnReading> {
  const ask = askProved(deps.transport);
  return own(deps, (parts) => wholeView({ ...parts, ask }, question));
}

/** A decision that was counted again. */
export type Recount = OwnReading<AnswerOf<"decisions/recount">>;

/**
 * Counts a decision again on this device, from proofs of all its ballots.
 *
 * Throws: FolkmootError `client/unproved` where a check failed, and what the node refuses.
 */
export function ownRecount(deps: OwnProvedDeps, decision: number): Promise<Recount> {
  const question = { name: "decisions/recount", query: { decision } };
  return own(deps, (parts) => viewByReads(parts, question)) as Promise<Recount>;
}

async function own(
  deps: OwnProvedDeps,
  ask: (parts: ViewDeps & { light: LightClient }) => Promise<Result<ProvedReading, LightFault>>,
): Promise<OwnReading> {
  const light = lightOfNode(deps);
  const { hasher, named } = deps;
  const community = fromHex(named) ?? new Uint8Array(0);
  const found = await light.ask((client) =>
    ask({ hasher, law: folkmootLaw, community, light: client }),
  );
  if (!found.ok) throw unproved(found.reason);
  return { ...found.value, state: light.stateOf(found.value.block) };
}

/** The faults that have a sentence of their own, whatever was asked for. */
const OF_ITS_OWN: ReadonlySet<LightFault["code"]> = new Set([
  "unreachable",
  "went-back",
  "conflicting-header",
  "from-future",
  "too-many-signatures",
]);

function unproved(fault: LightFault): FolkmootError {
  const { code, detail } = fault;
  if (OF_ITS_OWN.has(code)) return unverified(fault);
  return new FolkmootError("client/unproved", `${code}: ${detail}.`, "Ask another node.");
}

/** Asks a node for what a view reads, with proofs. */
export function askProved(transport: Transport) {
  return ({ name, query, at }: ViewQuestion): Promise<unknown> => {
    const words = { proved: "", ...(at === undefined ? {} : { at: at.toString() }) };
    return askJson(transport, { method: "GET", path: viewPath(name, query, words) });
  };
}
