import {
  bytesField,
  type Evidence,
  encodeBlockId,
  encodeCommit,
  encodeHeader,
  encodeTimestamp,
  intField,
  message,
  messageField,
  repeatedField,
} from "../../protocol/chain/index.ts";
import {
  base64,
  base64OrNone,
  type Fields,
  fields,
  hex,
  int,
  listOf,
  nanos,
  part,
  readBlockIdJson,
  readCommitJson,
  readHeaderJson,
  UnreadableBlock,
} from "./read-json.ts";

/**
 * Reads the evidence in a block from the RPC's JSON and writes it as the block has it.
 *
 * Why: the RPC gives a block only as JSON, and the block's own hash covers the evidence's bytes.
 * Shape: Go's own names where its fields carry no JSON name (`TotalVotingPower`, `ConflictingBlock`).
 * Source: CometBFT 0.39, `proto/tendermint/types/evidence.proto`, `types/evidence.go`, `types/vote.go`.
 */
export function readEvidenceJson(json: unknown): Evidence[] {
  return listOf(json).map((item) => {
    const { type, value } = fields(item);
    if (type === "tendermint/DuplicateVoteEvidence") {
      return { kind: "duplicate-vote", bytes: duplicateVote(fields(value)) };
    }
    if (type === "tendermint/LightClientAttackEvidence") {
      return { kind: "light-client-attack", bytes: lightClientAttack(fields(value)) };
    }
    throw new UnreadableBlock(`there is no evidence of the kind ${String(type)}`);
  });
}

function duplicateVote(json: Fields): Uint8Array {
  return message(
    messageField(1, vote(part(json, "vote_a"))),
    messageField(2, vote(part(json, "vote_b"))),
    intField(3, int(json["TotalVotingPower"])),
    intField(4, int(json["ValidatorPower"])),
    messageField(5, encodeTimestamp(nanos(json["Timestamp"]))),
  );
}

/**
 * Writes a vote as evidence has it, with its extension.
 *
 * Why the extension, where none is used here: a vote's signature does not cover it, so anyone who hands
 * evidence in can add some, and CometBFT takes it into the block.
 */
function vote(json: Fields): Uint8Array {
  return message(
    intField(1, int(json["type"])),
    intField(2, int(json["height"])),
    intField(3, int(json["round"])),
    messageField(4, encodeBlockId(readBlockIdJson(part(json, "block_id")))),
    messageField(5, encodeTimestamp(nanos(json["timestamp"]))),
    bytesField(6, hex(json["validator_address"])),
    intField(7, int(json["validator_index"])),
    bytesField(8, base64OrNone(json["signature"])),
    bytesField(9, base64OrNone(json["extension"])),
    bytesField(10, base64OrNone(json["extension_signature"])),
  );
}

function lightClientAttack(json: Fields): Uint8Array {
  const block = part(json, "ConflictingBlock");
  const signed = part(block, "signed_header");
  const set = part(block, "validator_set");
  const signedHeader = message(
    messageField(1, encodeHeader(readHeaderJson(part(signed, "header")))),
    messageField(2, encodeCommit(readCommitJson(part(signed, "commit")))),
  );
  const validatorSet = message(
    repeatedField(1, listOf(set["validators"]).map(fields).map(validator)),
    messageField(2, validator(part(set, "proposer"))),
  );
  return message(
    messageField(1, message(messageField(1, signedHeader), messageField(2, validatorSet))),
    intField(2, int(json["CommonHeight"])),
    repeatedField(3, listOf(json["ByzantineValidators"]).map(fields).map(validator)),
    intField(4, int(json["TotalVotingPower"])),
    messageField(5, encodeTimestamp(nanos(json["Timestamp"]))),
  );
}

function validator(json: Fields): Uint8Array {
  return message(
    bytesField(1, hex(json["address"])),
    messageField(2, bytesField(1, base64(part(json, "pub_key")["value"]))),
    intField(3, int(json["voting_power"])),
    intField(4, int(json["proposer_priority"])),
  );
}
