import { equalValidatorSet, type ValidatorSet } from "../protocol/chain/index.ts";
import type { FoundingDocument } from "../protocol/founding.ts";
import type { Hasher } from "../protocol/kernel/hash.ts";
import type { Beginning } from "./beginning.ts";
import type { NetworkStart } from "./comet/options.ts";
import { WrongHistory } from "./wrong-history.ts";

/** Who signs at which height. */
export interface Sets {
  at(height: number): ValidatorSet;
  /** Takes over whom the state after a block wants to sign; it counts two blocks later. */
  note(height: number, keys: readonly Uint8Array[]): void;
  /** From here on those sign whom the members have chosen; whatever was still to come is void. */
  restart(height: number, keys: readonly Uint8Array[]): void;
}

/** What it is told from. */
export interface SetsDeps {
  readonly founding: FoundingDocument;
  readonly hasher: Hasher;
  /** Where the chain goes over to CometBFT; absent for a community of one machine. */
  readonly network?: NetworkStart;
}

/** One machine signs until the chain goes over to CometBFT; from then on whom the state names. */
export function createSets(
  { founding, hasher, network }: SetsDeps,
  beginning: Beginning | undefined,
): Sets {
  const setOf = (keys: readonly Uint8Array[]): ValidatorSet => {
    const set = equalValidatorSet(hasher, keys);
    if (!set.ok) throw new WrongHistory(undefined, `the machines that sign: ${set.reason}`);
    return set.value;
  };
  const own = setOf(founding.validators.map(({ key }) => key));
  let changes: { readonly from: number; readonly set: ValidatorSet }[] = [{ from: 1, set: own }];
  if (network !== undefined) {
    changes.push({ from: network.height, set: setOf(network.validators) });
  }
  if (beginning !== undefined) {
    const { height, light } = beginning;
    changes.push({ from: height, set: light.validators });
    changes.push({ from: height + 1, set: light.nextValidators });
  }
  return {
    at: (height) => changes.findLast(({ from }) => from <= height)?.set ?? own,
    note(height, keys) {
      if (network === undefined || height < network.height || keys.length === 0) return;
      changes.push({ from: height + 2, set: setOf(keys) });
    },
    restart(height, keys) {
      changes = changes.filter(({ from }) => from < height);
      changes.push({ from: height, set: setOf(keys) });
    },
  };
}
