import { BLOCK_ID_FLAG, type Block, type ValidatorSet } from "../../protocol/chain/index.ts";
import type { BlockEvidence, Misbehaviour } from "../../protocol/kernel/block-evidence.ts";
import { momentOf } from "../chain-params.ts";
import type { AbciRequest } from "./abci/application.ts";
import { misbehavioursIn } from "./misbehaviour.ts";
import type { NetworkStart } from "./options.ts";
import { MisbehaviorType } from "./proto/tendermint/abci/types_pb.ts";
import { BlockIDFlag } from "./proto/tendermint/types/validator_pb.ts";
import { nanosOf } from "./time.ts";

/** Who signed the block before, as CometBFT tells it. */
export interface CommitSeen {
  readonly votes: readonly {
    readonly validator?: { readonly address: Uint8Array } | undefined;
    readonly blockIdFlag: BlockIDFlag;
  }[];
}

/** Takes from CometBFT's word on a block what its machines did: who did not sign, who signed twice. */
export function evidenceOf(
  { height, misbehavior }: Pick<AbciRequest<"finalizeBlock">, "height" | "misbehavior">,
  commit: CommitSeen | undefined,
  start: NetworkStart,
): BlockEvidence {
  const votes = commit?.votes ?? [];
  const absent = votes
    .filter(({ blockIdFlag }) => blockIdFlag === BlockIDFlag.BLOCK_ID_FLAG_ABSENT)
    .flatMap(({ validator }) => (validator === undefined ? [] : [validator.address]));
  const misbehaviours = misbehavior.flatMap(({ type, validator, height, time }): Misbehaviour[] => {
    if (validator === undefined) return [];
    const kind = type === MisbehaviorType.DUPLICATE_VOTE ? "duplicate-vote" : "light-client-attack";
    return [
      { kind, address: validator.address, height: Number(height), time: momentOf(nanosOf(time)) },
    ];
  });
  return inRun({ absent, misbehaviours }, Number(height), start);
}

/** Takes the same from a block that is kept, with the machines that were to sign the one before. */
export function evidenceIn(block: Block, before: ValidatorSet, start: NetworkStart): BlockEvidence {
  const { signatures } = block.lastCommit;
  const absent = signatures.flatMap(({ flag }, at) => {
    const missing = flag === BLOCK_ID_FLAG.absent ? before.validators[at] : undefined;
    return missing === undefined ? [] : [missing.address];
  });
  const evidence = { absent, misbehaviours: misbehavioursIn(block) };
  return inRun(evidence, Number(block.header.height), start);
}

/**
 * Adds the machines that sign from here on, where consensus begins, and leaves out what a restart
 * makes of no account.
 *
 * Why at a founding too: the law takes a machine that is founded alone for one that needs no seat;
 * under CometBFT it would have to go as soon as another one takes a seat.
 * Why a double vote at the first height of a restart does not count: anyone who stayed on may have voted
 * at this very height before the chain was given up, and somebody may have kept that vote.
 */
export function inRun(
  evidence: BlockEvidence,
  height: number,
  start: Pick<NetworkStart, "height" | "validators" | "run">,
): BlockEvidence {
  const misbehaviours =
    start.run === undefined
      ? evidence.misbehaviours
      : evidence.misbehaviours.filter((each) => each.height !== start.height);
  const named = height === start.height ? { named: start.validators } : {};
  return { ...evidence, misbehaviours, ...named };
}
