import {
  headerHash,
  isMoreThan,
  type LightBlock,
  powerOf,
  runOf,
  type Share,
  type SignatureCheck,
  signatureChecks,
  TWO_THIRDS,
  type Validator,
  type ValidatorSet,
  validatorByAddress,
  validatorsHash,
} from "../../protocol/chain/index.ts";
import { equalBytes } from "../../protocol/kernel/bytes.ts";
import type { Hasher } from "../../protocol/kernel/hash.ts";
import { type LightFault, type LightFaultCode, lightFault } from "./fault.ts";
import { isWithinTrust, requireTrustRules, type TrustedState, type TrustRules } from "./trust.ts";

/** Verifies one signature by the strict rule, at once or later. */
export type CheckSignature = (
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
) => boolean | Promise<boolean>;

/** What a step is judged with. */
export interface Judge {
  readonly hasher: Hasher;
  readonly verify: CheckSignature;
  readonly rules: TrustRules;
  /** Asks whether so many more signatures may be checked for this question; any number unless given. */
  readonly mayCheck?: (signatures: number) => Promise<boolean>;
}

/**
 * The outcome of one step.
 *
 * Why: `NOT_ENOUGH_TRUST` is no accusation; a height in between may lead there. `INVALID` is.
 */
export type StepVerdict =
  | { readonly verdict: "SUCCESS"; readonly signers: readonly Validator[] }
  | { readonly verdict: "NOT_ENOUGH_TRUST" | "INVALID"; readonly fault: LightFault };

/**
 * Judges whether a light block follows from what is trusted, in one step.
 *
 * Why: the cheap checks come first and signatures last, so that a liar cannot make a phone work.
 * A wrong signature counts for nothing instead of condemning the block: otherwise a single
 * validator could hide a height from everybody.
 * Throws: RangeError for rules that nobody could trust; every way to a verdict leads through here.
 * Source: CometBFT 0.39, `light/verifier.go`; `docs/spec/light-client.md`.
 */
export async function verifyStep(
  judge: Judge,
  trusted: TrustedState,
  block: LightBlock,
  now: bigint,
): Promise<StepVerdict> {
  requireTrustRules(judge.rules);
  const { header } = block.signedHeader;
  const invalid = (code: LightFaultCode, detail: string): StepVerdict => ({
    verdict: "INVALID",
    fault: lightFault(code, detail, header.height),
  });
  if (!isWithinTrust(trusted.time, judge.rules, now)) {
    return invalid("trust-expired", "the trusted header is older than the trusting period");
  }
  const objection = objectionTo(judge, trusted, block, now);
  if (objection !== undefined) return invalid(...objection);
  const adjacent = header.height === trusted.height + 1n;
  if (adjacent && !equalBytes(header.validatorsHash, trusted.nextValidatorsHash)) {
    return invalid(
      "not-next-validators",
      "the validators are not those announced one height below",
    );
  }
  return verifySignatures(judge, adjacent ? undefined : trusted, block);
}

/** Checks all that concerns the block as it stands and its place after what is trusted. */
function objectionTo(
  { hasher, rules }: Judge,
  trusted: TrustedState,
  block: LightBlock,
  now: bigint,
): [LightFaultCode, string] | undefined {
  const { header } = block.signedHeader;
  if (header.chainId !== trusted.chainId) return ["wrong-chain", "the header is of another chain"];
  if (header.height <= trusted.height) return ["height-not-larger", "the height does not grow"];
  if (header.time <= trusted.time) return ["time-not-later", "the time does not grow"];
  if (header.time >= now + rules.clockDrift) return ["from-future", "the time is yet to come"];
  if (runOf(header) !== trusted.run) {
    return ["another-run", "the members have restarted the chain in between"];
  }
  return inconsistencyOf(hasher, block);
}

/**
 * Judges a block by its own machines alone.
 *
 * Bounds: who these machines are has been verified by the caller.
 */
export async function verifyAlone(
  judge: Judge,
  block: LightBlock,
  now: bigint,
): Promise<StepVerdict> {
  const { header } = block.signedHeader;
  const objection: [LightFaultCode, string] | undefined =
    header.time >= now + judge.rules.clockDrift
      ? ["from-future", "the time is yet to come"]
      : inconsistencyOf(judge.hasher, block);
  if (objection === undefined) return verifySignatures(judge, undefined, block);
  return { verdict: "INVALID", fault: lightFault(...objection, header.height) };
}

/** Checks that the parts of a light block belong together, anyone who signed it. */
export function inconsistencyOf(
  hasher: Hasher,
  block: LightBlock,
): [LightFaultCode, string] | undefined {
  const { header, commit } = block.signedHeader;
  if (commit.height !== header.height) return ["commit-height", "the commit is of another height"];
  if (!equalBytes(headerHash(hasher, header), commit.blockId.hash)) {
    return ["header-hash", "the commit is for another header"];
  }
  if (!equalBytes(validatorsHash(hasher, block.validators), header.validatorsHash)) {
    return ["validators-hash", "the validators are not those of the header"];
  }
  if (!equalBytes(validatorsHash(hasher, block.nextValidators), header.nextValidatorsHash)) {
    return ["next-validators-hash", "the next validators are not those of the header"];
  }
  return undefined;
}

/**
 * Checks who signed: enough of those who were trusted (`skippedFrom`), then enough of the block's
 * own validators.
 *
 * Cost: each signature is checked once, and only when the signatures as claimed would suffice.
 */
async function verifySignatures(
  judge: Judge,
  skippedFrom: TrustedState | undefined,
  block: LightBlock,
): Promise<StepVerdict> {
  const { header, commit } = block.signedHeader;
  const claimed = signatureChecks(header.chainId, commit, block.validators);
  if (!claimed.ok) {
    const fault = lightFault("commit-places", claimed.reason, header.height);
    return { verdict: "INVALID", fault };
  }
  const missing = (checks: readonly SignatureCheck[]) =>
    whatIsMissing(judge.rules, skippedFrom, block, checks);
  const lacking = missing(claimed.value);
  if (lacking !== undefined) return lacking;
  if (judge.mayCheck !== undefined && !(await judge.mayCheck(claimed.value.length))) {
    return { verdict: "INVALID", fault: tooManySignatures(header.height) };
  }
  const right = await rightOnes(judge.verify, claimed.value);
  return missing(right) ?? { verdict: "SUCCESS", signers: right.map((check) => check.validator) };
}

/** The fault of a question that would need too many signature checks. */
export function tooManySignatures(height: bigint): LightFault {
  const detail = "more signatures would have to be checked than this device does unasked";
  return lightFault("too-many-signatures", detail, height);
}

function whatIsMissing(
  { trustLevel }: TrustRules,
  skippedFrom: TrustedState | undefined,
  { signedHeader: { header }, validators }: LightBlock,
  checks: readonly SignatureCheck[],
): Exclude<StepVerdict, { verdict: "SUCCESS" }> | undefined {
  if (skippedFrom !== undefined && !isTrusted(skippedFrom.nextValidators, checks, trustLevel)) {
    const detail = "not enough of the trusted validators signed";
    const fault = lightFault("not-enough-trust", detail, header.height);
    return { verdict: "NOT_ENOUGH_TRUST", fault };
  }
  if (isMoreThan(powerOf(checks), TWO_THIRDS, validators.totalPower)) return undefined;
  const detail = "not more than two thirds of the power signed";
  return { verdict: "INVALID", fault: lightFault("too-few-signatures", detail, header.height) };
}

/** Tells whether the signers hold more than the share of the trusted set's own power. */
function isTrusted(
  trusted: ValidatorSet | undefined,
  checks: readonly SignatureCheck[],
  trustLevel: Share,
): boolean {
  if (trusted === undefined) return false;
  let power = 0n;
  for (const { validator } of checks) {
    power += validatorByAddress(trusted, validator.address)?.power ?? 0n;
  }
  return isMoreThan(power, trustLevel, trusted.totalPower);
}

async function rightOnes(
  verify: CheckSignature,
  checks: readonly SignatureCheck[],
): Promise<SignatureCheck[]> {
  const verdicts = await Promise.all(
    checks.map(({ validator, signBytes, signature }) =>
      verify(validator.publicKey, signBytes, signature),
    ),
  );
  return checks.filter((_, place) => verdicts[place] === true);
}
