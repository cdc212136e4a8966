import type { RuleContext } from "../kernel/action.ts";
import { equalBytes } from "../kernel/bytes.ts";
import type { Reader } from "../kernel/state.ts";
import { addressOf, machineAt } from "./machine.ts";
import { signingKeys } from "./signing.ts";
import { maker, signers } from "./types.ts";

/** Tells whether a machine's own word counts: it signs blocks now, or makes them alone. */
export function speaks(
  { state, sha256 }: Pick<RuleContext, "sha256"> & { readonly state: Reader },
  key: Uint8Array,
): boolean {
  const alone = maker.get(state, []);
  if (alone !== undefined) return equalBytes(alone.key, key);
  const machine = machineAt(state, addressOf({ sha256 }, key));
  return machine !== undefined && signers.has(state, [machine]);
}

/** The keys of the machines whose own word counts. */
export function speakingKeys(state: Reader): readonly Uint8Array[] {
  const alone = maker.get(state, []);
  return alone === undefined ? signingKeys(state) : [alone.key];
}
