import type { DecodedAction } from "./checked-action.ts";
import { isNullifierUsed, scopeHash, scopes } from "./identity/index.ts";
import { equalBytes } from "./kernel/bytes.ts";
import type { AnonymousBody } from "./kernel/envelope.ts";
import { type Refusal, refuse } from "./kernel/fault.ts";
import { kernelFaults as faults } from "./kernel/faults.ts";
import type { Hasher, VerifyMembership } from "./kernel/hash.ts";
import type { DecisionId } from "./kernel/ids.ts";
import type { Reader } from "./kernel/state.ts";

/** Where an anonymous member's action is looked at. */
export interface AnonymousDeps {
  readonly hasher: Pick<Hasher, "sha256">;
  /** Nobody's proof is right where none can be checked. */
  readonly verifyMembership: VerifyMembership | undefined;
  readonly community: Uint8Array;
  readonly state: Reader;
  readonly now: number;
}

/** The decision within which an anonymous action can be done. */
export function decisionOf({ action, input }: DecodedAction): DecisionId | undefined {
  return action.scopeOf?.(input as never);
}

/**
 * Refuses unless the author proves to be one of those who were members when the decision opened, for
 * this decision, this community and these words, for the first time.
 *
 * Why the opening's state and no newer one: what a device has seen last would tell one from another.
 */
export function refusalOfAnonymous(
  { hasher, verifyMembership, community, state, now }: AnonymousDeps,
  body: AnonymousBody,
  decoded: DecodedAction,
): Refusal | undefined {
  const decision = decisionOf(decoded);
  if (decision === undefined) return refuse(faults["no-anonymous-action"]);
  const opened = scopes.get(state, [decision]);
  if (opened === undefined || opened.until <= now) return refuse(faults["scope-closed"]);
  const { scope, nullifier, proof, seen } = body;
  if (!equalBytes(scope, scopeHash(hasher, community, decision))) {
    return refuse(faults["other-scope"]);
  }
  const isOpenings = seen.height === opened.height && equalBytes(seen.root, opened.root);
  if (!isOpenings) return refuse(faults["not-the-openings"]);
  if (isNullifierUsed(hasher, state, { decision, nullifier })) {
    return refuse(faults["nullifier-used"]);
  }
  const { group } = opened;
  const { message } = decoded;
  const isMember = verifyMembership?.({ group, scope, nullifier, message, proof }) === true;
  return isMember ? undefined : refuse(faults["bad-membership"]);
}
