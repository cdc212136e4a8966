import {
  encodeLightBlock,
  type Header,
  headerHash,
  type Validator,
} from "../../protocol/chain/index.ts";
import type { Hasher } from "../../protocol/kernel/hash.ts";
import type { VerifiedBlock } from "./bisect.ts";
import type { Opinions } from "./witness.ts";

/** What was checked about one block, for a person to see. */
export interface CheckedBlock extends Opinions {
  readonly header: Header;
  readonly hash: Uint8Array;
  /** `signed` by the signers, `linked` by hash from a signed header, or `kept` from before. */
  readonly how: VerifiedBlock["how"];
  /** Those whose signatures under this very block were checked and right. */
  readonly signers: readonly Validator[];
  /** How many validators there were to sign. */
  readonly validatorCount: number;
  readonly signedPower: bigint;
  readonly totalPower: bigint;
  /** How many blocks were verified for this answer; 0 when it was known already. */
  readonly verifiedBlocks: number;
  /** The length of those blocks in bytes. */
  readonly verifiedBytes: number;
}

/** Reports on a verified block that was reached by this path. */
export function reportOf(
  hasher: Hasher,
  { block, how, signers }: VerifiedBlock,
  path: readonly VerifiedBlock[],
): Omit<CheckedBlock, keyof Opinions> {
  const { header } = block.signedHeader;
  const lengths = path.map((step) => encodeLightBlock(step.block).length);
  return {
    header,
    hash: headerHash(hasher, header),
    how,
    signers,
    validatorCount: block.validators.validators.length,
    signedPower: signers.reduce((power, signer) => power + signer.power, 0n),
    totalPower: block.validators.totalPower,
    verifiedBlocks: path.length,
    verifiedBytes: lengths.reduce((sum, length) => sum + length, 0),
  };
}
