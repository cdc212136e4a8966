import type { Misbehaviour, Witnessed } from "../../protocol/kernel/witnessed.ts";
import { momentOf } from "../chain-params.ts";
import type { AbciRequest } from "./abci/application.ts";
import { MisbehaviorType } from "./proto/tendermint/abci/types_pb.ts";
import { BlockIDFlag } from "./proto/tendermint/types/validator_pb.ts";
import { nanosOf } from "./time.ts";

/** Takes from a block what its validators did: who did not sign, who signed twice. */
export function witnessedOf(request: AbciRequest<"finalizeBlock">): Witnessed {
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
  return { absent, misbehaviours };
}
