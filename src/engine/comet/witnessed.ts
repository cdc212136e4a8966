import { BLOCK_ID_FLAG, type Block, type ValidatorSet } from "../../protocol/chain/index.ts";
import type { Misbehaviour, Witnessed } from "../../protocol/kernel/witnessed.ts";
import { momentOf } from "../chain-params.ts";
import type { AbciRequest } from "./abci/application.ts";
import { misbehavioursIn } from "./misbehaviour.ts";
import type { NetworkStart } from "./options.ts";
import { MisbehaviorType } from "./proto/tendermint/abci/types_pb.ts";
import { BlockIDFlag } from "./proto/tendermint/types/validator_pb.ts";
import { nanosOf } from "./time.ts";

/** Takes from CometBFT's word on a block what its machines did: who did not sign, who signed twice. */
export function witnessedOf(request: AbciRequest<"finalizeBlock">, start: NetworkStart): Witnessed {
  const votes = request.decidedLastCommit?.votes ?? [];
  const absent = votes
    .filter(({ blockIdFlag }) => blockIdFlag === BlockIDFlag.BLOCK_ID_FLAG_ABSENT)
    .flatMap(({ validator }) => (validator === undefined ? [] : [validator.address]));
  const misbehaviours = request.misbehavior.flatMap(
    ({ type, validator, height, time }): Misbehaviour[] => {
      if (validator === undefined) return [];
      const kind =
        type === MisbehaviorType.DUPLICATE_VOTE ? "duplicate-vote" : "light-client-attack";
      return [
        { kind, address: validator.address, height: Number(height), time: momentOf(nanosOf(time)) },
      ];
    },
  );
  return { absent, misbehaviours, ...namedAt(Number(request.height), start) };
}

/** Takes the same from a block that is kept, with the machines that were to sign the one before. */
export function witnessedIn(block: Block, before: ValidatorSet, start: NetworkStart): Witnessed {
  const { signatures } = block.lastCommit;
  const absent = signatures.flatMap(({ flag }, at) => {
    const missing = flag === BLOCK_ID_FLAG.absent ? before.validators[at] : undefined;
    return missing === undefined ? [] : [missing.address];
  });
  const named = namedAt(Number(block.header.height), start);
  return { absent, misbehaviours: misbehavioursIn(block), ...named };
}

/** The machines that sign from here on, told where consensus begins anew; a founding names its own. */
function namedAt(height: number, start: NetworkStart): Pick<Witnessed, "named"> {
  return height === start.height && height > 1 ? { named: start.validators } : {};
}
