import { equalBytes } from "../kernel/bytes.ts";
import type { Hasher } from "../kernel/hash.ts";
import { failure, ok, type Result } from "../kernel/result.ts";
import { fromBase64, toBase64 } from "./base64.ts";
import { type Commit, encodeCommit, readCommit } from "./commit.ts";
import { encodeHeader, type Header, readHeader } from "./header.ts";
import { type FieldReader, readWhole } from "./protobuf-reader.ts";
import { message, messageField, repeatedField } from "./protobuf-writer.ts";
import {
  encodeSeat,
  readSeat,
  VALIDATORS_MAX,
  type ValidatorSeat,
  type ValidatorSet,
  validatorSet,
} from "./validators.ts";

/** A header and the commit that makes it final. */
export interface SignedHeader {
  readonly header: Header;
  readonly commit: Commit;
}

/**
 * All that a light client needs of one height.
 *
 * Why: `nextValidators` travels along so that a later header can be checked against the set that
 * was trusted for it, without asking for one more height.
 */
export interface LightBlock {
  readonly signedHeader: SignedHeader;
  readonly validators: ValidatorSet;
  readonly nextValidators: ValidatorSet;
}

/** The longest light block in bytes: two sets and a commit of `VALIDATORS_MAX` each. */
export const LIGHT_BLOCK_BYTES_MAX = 4096 + VALIDATORS_MAX * 256;

interface WireLightBlock {
  readonly signedHeader: SignedHeader;
  readonly seats: readonly ValidatorSeat[];
  /** `undefined` where the next set is the same. */
  readonly nextSeats: readonly ValidatorSeat[] | undefined;
}

function encodeSeats(seats: readonly ValidatorSeat[]): Uint8Array {
  return repeatedField(1, seats.map(encodeSeat));
}

function encodeWire({ signedHeader, seats, nextSeats }: WireLightBlock): Uint8Array {
  return message(
    messageField(
      1,
      message(
        messageField(1, encodeHeader(signedHeader.header)),
        messageField(2, encodeCommit(signedHeader.commit)),
      ),
    ),
    messageField(2, encodeSeats(seats)),
    nextSeats === undefined ? new Uint8Array(0) : messageField(3, encodeSeats(nextSeats)),
  );
}

/**
 * Writes a light block.
 *
 * Shape: protobuf; field 1 is `tendermint.types.SignedHeader`, field 2 the validators, field 3
 * the next validators where they differ.
 */
export function encodeLightBlock(block: LightBlock): Uint8Array {
  const seats = encodeSeats(block.validators.validators);
  const same = equalBytes(seats, encodeSeats(block.nextValidators.validators));
  return encodeWire({
    signedHeader: block.signedHeader,
    seats: block.validators.validators,
    nextSeats: same ? undefined : block.nextValidators.validators,
  });
}

function readSeats(reader: FieldReader): ValidatorSeat[] {
  return reader.repeated(1, VALIDATORS_MAX, readSeat);
}

function readWire(reader: FieldReader): WireLightBlock {
  const signedHeader = reader.message(1, (inner) => ({
    header: inner.message(1, readHeader),
    commit: inner.message(2, readCommit),
  }));
  const seats = reader.message(2, readSeats);
  return { signedHeader, seats, nextSeats: reader.optional(3, readSeats) };
}

/**
 * Reads a light block from untrusted bytes.
 *
 * Faults: bytes that are not canonical, sets that are not valid or not in order. Nothing is
 * verified here: that is the light client's work.
 */
export function decodeLightBlock(hasher: Hasher, bytes: Uint8Array): Result<LightBlock> {
  const wire = readWhole(bytes, LIGHT_BLOCK_BYTES_MAX, readWire, encodeWire);
  if (!wire.ok) return wire;
  const { signedHeader, seats, nextSeats } = wire.value;
  const validators = validatorSet(hasher, seats);
  if (!validators.ok) return validators;
  const nextValidators = nextSeats === undefined ? validators : validatorSet(hasher, nextSeats);
  if (!nextValidators.ok) return nextValidators;
  const block = {
    signedHeader,
    validators: validators.value,
    nextValidators: nextValidators.value,
  };
  if (equalBytes(encodeLightBlock(block), bytes)) return ok(block);
  return failure("a validator set is out of order or given twice");
}

/**
 * A light block as the node's `/light/{height}` answers it.
 *
 * Shape: base64 of the bytes of `encodeLightBlock`; height and time are for people who look at
 * the answer and are read by nobody.
 */
export interface LightBlockJson {
  readonly height: string;
  readonly time: string;
  readonly lightBlock: string;
}

/** Writes a light block as JSON; `time` is in nanoseconds since 1970. */
export function lightBlockToJson(block: LightBlock): LightBlockJson {
  const { height, time } = block.signedHeader.header;
  return {
    height: height.toString(),
    time: time.toString(),
    lightBlock: toBase64(encodeLightBlock(block)),
  };
}

/** Reads a light block from an untrusted JSON value. */
export function lightBlockFromJson(hasher: Hasher, json: unknown): Result<LightBlock> {
  const text = lightBlockText(json);
  if (text === undefined || text.length > LIGHT_BLOCK_BYTES_MAX * 2) {
    return failure("the answer holds no light block");
  }
  const bytes = fromBase64(text);
  if (bytes === undefined) return failure("the light block is not base64");
  return decodeLightBlock(hasher, bytes);
}

function lightBlockText(json: unknown): string | undefined {
  if (typeof json !== "object" || json === null || !("lightBlock" in json)) return undefined;
  return typeof json.lightBlock === "string" ? json.lightBlock : undefined;
}
