import {
  type Block,
  type Evidence,
  readBlockId,
  readTimestamp,
} from "../../protocol/chain/index.ts";
import { type FieldReader, readWhole } from "../../protocol/chain/protobuf-reader.ts";
import type { Misbehaviour } from "../../protocol/kernel/block-evidence.ts";
import { momentOf } from "../chain-params.ts";
import { EngineFault } from "../engine-fault.ts";

const ADDRESS_BYTES = 20;
const SIGNATURE_BYTES = 64;
const EXTENSION_BYTES_MAX = 1_048_576;
const CONFLICTING_BYTES_MAX = 1_048_576;
const VALIDATORS_MAX = 1024;
const HEIGHT_MAX = 2n ** 53n - 1n;
const POWER_MAX = 2n ** 60n;

/**
 * Takes from a block what its evidence proves, as CometBFT tells it to the application.
 *
 * Why: anyone who carries history out again gives the law the same that it was given then.
 * Source: CometBFT 0.39, `types/evidence.go`, ABCI of both kinds of evidence.
 * Throws: EngineFault when evidence cannot be read; CometBFT has checked it before it came here.
 */
export function misbehavioursIn({ evidence }: Block): Misbehaviour[] {
  return evidence.flatMap((piece) => {
    const read = piece.kind === "duplicate-vote" ? duplicateVote : lightClientAttack;
    const { bytes } = piece;
    // The block's own hash covers these bytes: there is no other spelling to be compared with.
    const found = readWhole(bytes, bytes.length, read, () => bytes);
    if (found.ok) return found.value.map((proven) => ({ ...proven, kind: piece.kind }));
    throw unreadable(piece, found.reason);
  });
}

type Proven = Omit<Misbehaviour, "kind">;

function duplicateVote(reader: FieldReader): Proven[] {
  const { address, height } = reader.message(1, readVote);
  reader.message(2, readVote);
  reader.int(3, 0n, POWER_MAX);
  reader.int(4, 0n, POWER_MAX);
  const time = momentOf(reader.message(5, readTimestamp));
  return [{ address, height, time }];
}

function readVote(reader: FieldReader): { readonly address: Uint8Array; readonly height: number } {
  reader.int(1, 1n, 32n);
  const height = Number(reader.int(2, 1n, HEIGHT_MAX));
  reader.int(3, 0n, HEIGHT_MAX);
  reader.message(4, readBlockId);
  reader.message(5, readTimestamp);
  const address = reader.bytes(6, ADDRESS_BYTES).slice();
  reader.int(7, 0n, BigInt(VALIDATORS_MAX));
  reader.bytes(8, SIGNATURE_BYTES);
  reader.bytes(9, EXTENSION_BYTES_MAX);
  reader.bytes(10, SIGNATURE_BYTES);
  return { address, height };
}

function lightClientAttack(reader: FieldReader): Proven[] {
  reader.bytes(1, CONFLICTING_BYTES_MAX);
  const height = Number(reader.int(2, 1n, HEIGHT_MAX));
  const addresses = reader.repeated(3, VALIDATORS_MAX, (validator) => {
    const address = validator.bytes(1, ADDRESS_BYTES).slice();
    validator.bytes(2, SIGNATURE_BYTES);
    validator.int(3, 0n, POWER_MAX);
    validator.int(4, -POWER_MAX, POWER_MAX);
    return address;
  });
  reader.int(4, 0n, POWER_MAX);
  const time = momentOf(reader.message(5, readTimestamp));
  return addresses.map((address) => ({ address, height, time }));
}

function unreadable({ kind }: Evidence, reason: string): EngineFault {
  return new EngineFault(
    "store-damaged",
    `evidence of a ${kind} cannot be read: ${reason}`,
    "Restore this home from a backup, or join the network again.",
  );
}
