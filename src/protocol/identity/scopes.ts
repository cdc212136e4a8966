import { assert } from "../kernel/assert.ts";
import { inDomain } from "../kernel/domain.ts";
import type { Hasher } from "../kernel/hash.ts";
import { type DecisionId, decisionId } from "../kernel/ids.ts";
import { encode } from "../kernel/schema.ts";
import type { Seen } from "../kernel/seen.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { nullifiers, scopes } from "./types.ts";

/** A mark that an anonymous member leaves in one decision: always the same there, and only there. */
export interface Mark {
  readonly decision: DecisionId;
  readonly nullifier: Uint8Array;
}

/** What an anonymous proof is bound to: the hash of the community and the decision. */
export function scopeHash(
  hasher: Pick<Hasher, "sha256">,
  community: Uint8Array,
  decision: DecisionId,
): Uint8Array {
  return hasher.sha256(inDomain("scope", community, encode(decisionId, decision)));
}

/** Lets the members of a group act anonymously within a decision, until a moment. */
export function openScope(
  state: Writer,
  decision: DecisionId,
  opening: { readonly group: Uint8Array; readonly before: Seen; readonly until: number },
): void {
  assert(!scopes.has(state, [decision]), "a decision opens once to anonymous members");
  const { group, before, until } = opening;
  scopes.put(state, [decision], { group, height: before.height, root: before.root, until });
}

/** Tells whether a mark is in a decision already. */
export function isNullifierUsed(
  hasher: Pick<Hasher, "sha256">,
  state: Reader,
  { decision, nullifier }: Mark,
): boolean {
  return nullifiers.has(state, [decision, nameOf(hasher, nullifier)]);
}

/** Leaves a mark. */
export function useNullifier(
  hasher: Pick<Hasher, "sha256">,
  state: Writer,
  { decision, nullifier }: Mark,
): void {
  nullifiers.put(state, [decision, nameOf(hasher, nullifier)], { nullifier });
}

const NAME_BYTES = 26;

function nameOf(hasher: Pick<Hasher, "sha256">, nullifier: Uint8Array): Uint8Array {
  return hasher.sha256(nullifier).slice(0, NAME_BYTES);
}
