import { compareBytes, equalBytes, toHex } from "../kernel/bytes.ts";
import type { Hasher } from "../kernel/hash.ts";
import { failure, ok, type Result } from "../kernel/result.ts";
import { PUBLIC_KEY_BYTES } from "../kernel/signature.ts";
import { merkleRoot } from "./merkle.ts";
import type { FieldReader } from "./protobuf-reader.ts";
import { bytesField, intField, message, messageField } from "./protobuf-writer.ts";

/** The most validators that a set may have; far above any community, it bounds untrusted bytes. */
export const VALIDATORS_MAX = 1024;

/**
 * The most power that a set may have together: an eighth of the largest 64-bit integer.
 *
 * Source: CometBFT 0.39, `types/validator_set.go`, MaxTotalVotingPower.
 */
export const TOTAL_POWER_MAX = 1_152_921_504_606_846_975n;

const ADDRESS_BYTES = 20;

/** One validator: its key, the address that stands for the key, its power. */
export interface Validator {
  readonly address: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly power: bigint;
}

/**
 * The validators of one height.
 *
 * Shape: ordered by power, greatest first, then by address; made only by `validatorSet`.
 */
export interface ValidatorSet {
  readonly validators: readonly Validator[];
  readonly totalPower: bigint;
}

/** A validator as it is written on the wire: its address follows from its key. */
export interface ValidatorSeat {
  readonly publicKey: Uint8Array;
  readonly power: bigint;
}

/** Returns the address of a validator's key: the first 20 bytes of its SHA-256. */
export function addressOf(hasher: Hasher, publicKey: Uint8Array): Uint8Array {
  return hasher.sha256(publicKey).slice(0, ADDRESS_BYTES);
}

function compareValidators(a: Validator, b: Validator): number {
  if (a.power !== b.power) return a.power > b.power ? -1 : 1;
  return compareBytes(a.address, b.address);
}

/**
 * Makes a validator set from keys and powers in any order.
 *
 * Faults: an empty or too large set, a key that is not 32 bytes, a key that is there twice, a
 * power below 1, a total above `TOTAL_POWER_MAX`.
 */
export function validatorSet(
  hasher: Hasher,
  seats: readonly ValidatorSeat[],
): Result<ValidatorSet> {
  if (seats.length === 0) return failure("a validator set needs at least one validator");
  if (seats.length > VALIDATORS_MAX) return failure("a validator set has too many validators");
  let totalPower = 0n;
  const keys = new Set<string>();
  for (const { publicKey, power } of seats) {
    if (publicKey.length !== PUBLIC_KEY_BYTES) return failure("a validator's key is not 32 bytes");
    if (power < 1n) return failure("a validator has no power");
    totalPower += power;
    keys.add(toHex(publicKey));
  }
  if (totalPower > TOTAL_POWER_MAX) return failure("a validator set has too much power");
  if (keys.size !== seats.length) return failure("a validator is in the set twice");
  const validators = seats.map(({ publicKey, power }) => ({
    address: addressOf(hasher, publicKey),
    publicKey,
    power,
  }));
  return ok({ validators: validators.toSorted(compareValidators), totalPower });
}

/** Makes a set in which each key has power 1: one seat, one voice. */
export function equalValidatorSet(
  hasher: Hasher,
  publicKeys: readonly Uint8Array[],
): Result<ValidatorSet> {
  return validatorSet(
    hasher,
    publicKeys.map((publicKey) => ({ publicKey, power: 1n })),
  );
}

function encodePublicKey(publicKey: Uint8Array): Uint8Array {
  return bytesField(1, publicKey);
}

/**
 * Returns what a header carries as `validatorsHash`.
 *
 * Shape: the Merkle root over key and power of each validator, in the order of the set.
 */
export function validatorsHash(hasher: Hasher, set: Pick<ValidatorSet, "validators">): Uint8Array {
  const leaves = set.validators.map(({ publicKey, power }) =>
    message(messageField(1, encodePublicKey(publicKey)), intField(2, power)),
  );
  return merkleRoot(hasher, leaves);
}

/**
 * Writes one validator as `tendermint.types.Validator` without address and turn.
 *
 * Why: an address that is not written cannot disagree with its key.
 */
export function encodeSeat(seat: ValidatorSeat): Uint8Array {
  return message(messageField(2, encodePublicKey(seat.publicKey)), intField(3, seat.power));
}

/** Reads one validator as `encodeSeat` writes it. */
export function readSeat(reader: FieldReader): ValidatorSeat {
  return {
    publicKey: reader.message(2, (inner) => inner.bytes(1, PUBLIC_KEY_BYTES)),
    power: reader.int(3, 1n, TOTAL_POWER_MAX),
  };
}

/** Returns the validator with this address. */
export function validatorByAddress(set: ValidatorSet, address: Uint8Array): Validator | undefined {
  return set.validators.find((validator) => equalBytes(validator.address, address));
}

/**
 * Returns whose turn it is to propose where there is only one validator: its turn, always.
 *
 * Why: turns among several follow priorities that CometBFT keeps; the embedded engine has one
 * validator and needs none. `undefined` for a larger set.
 */
export function soleProposer(set: ValidatorSet): Uint8Array | undefined {
  return set.validators.length === 1 ? set.validators[0]?.address : undefined;
}

/** A share of the power, such as one third. */
export interface Share {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** The share above which a commit is final: two thirds. */
export const TWO_THIRDS: Share = { numerator: 2n, denominator: 3n };

/** The share above which at least one honest validator must have signed: one third. */
export const ONE_THIRD: Share = { numerator: 1n, denominator: 3n };

/** Tells whether `power` is strictly more than a share of the total. */
export function isMoreThan(power: bigint, share: Share, total: bigint): boolean {
  return power * share.denominator > total * share.numerator;
}
