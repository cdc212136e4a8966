import { equalBytes } from "../kernel/bytes.ts";
import type { VerifySignature } from "../kernel/hash.ts";
import { failure, ok, type Result } from "../kernel/result.ts";
import { BLOCK_ID_FLAG, type Commit, commitSignBytes } from "./commit.ts";
import { isMoreThan, TWO_THIRDS, type Validator, type ValidatorSet } from "./validators.ts";

/** One signature of a commit with all that is needed to check it. */
export interface SignatureCheck {
  readonly validator: Validator;
  readonly signBytes: Uint8Array;
  readonly signature: Uint8Array;
}

/**
 * Lists the signatures of a commit that are claimed to be for its block.
 *
 * Faults: another number of places than validators, an address that is not the validator's at
 * that place. Votes for no block and absent votes are left out: they add nothing.
 */
export function signatureChecks(
  chainId: string,
  commit: Commit,
  set: ValidatorSet,
): Result<SignatureCheck[]> {
  if (commit.signatures.length !== set.validators.length) {
    return failure("the commit has another number of places than the validator set");
  }
  const checks: SignatureCheck[] = [];
  for (const [place, sig] of commit.signatures.entries()) {
    if (sig.flag === BLOCK_ID_FLAG.absent) continue;
    const validator = set.validators[place];
    if (validator === undefined || !equalBytes(validator.address, sig.validatorAddress)) {
      return failure("a signature stands at another validator's place");
    }
    if (sig.flag !== BLOCK_ID_FLAG.commit) continue;
    const signBytes = commitSignBytes(chainId, commit, sig);
    checks.push({ validator, signBytes, signature: sig.signature });
  }
  return ok(checks);
}

/** Adds up the power behind some signatures. */
export function powerOf(checks: readonly SignatureCheck[]): bigint {
  return checks.reduce((power, check) => power + check.validator.power, 0n);
}

/**
 * Checks that a commit makes its block final: every signature for the block is right, and
 * together they hold more than two thirds of the power.
 *
 * Why: for anyone who keeps blocks. Unlike the light client it suffers no wrong signature, because
 * an engine never stores one.
 * Cost: one signature check per signer.
 */
export function checkCommit(
  verify: VerifySignature,
  chainId: string,
  commit: Commit,
  set: ValidatorSet,
): Result<Validator[]> {
  const checks = signatureChecks(chainId, commit, set);
  if (!checks.ok) return checks;
  for (const { validator, signBytes, signature } of checks.value) {
    if (!verify(validator.publicKey, signBytes, signature)) {
      return failure("a signature of the commit is wrong");
    }
  }
  if (!isMoreThan(powerOf(checks.value), TWO_THIRDS, set.totalPower)) {
    return failure("the commit is not signed by more than two thirds of the power");
  }
  return ok(checks.value.map((check) => check.validator));
}
