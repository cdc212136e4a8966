import type { Block, Commit } from "../../protocol/chain/index.ts";
import { readEvidenceJson } from "./read-evidence.ts";
import { base64, listOf, part, readCommitJson, readHeaderJson } from "./read-json.ts";

/** Reads a block from the RPC's JSON. Throws: UnreadableBlock. */
export function readBlockJson(answer: unknown): Block {
  const block = part(answer, "block");
  const data = part(block, "data");
  const evidence = part(block, "evidence")["evidence"];
  return {
    header: readHeaderJson(part(block, "header")),
    txs: listOf(data["txs"]).map((tx) => base64(tx)),
    evidence: readEvidenceJson(evidence),
    lastCommit: readCommitJson(part(block, "last_commit")),
  };
}

/** Reads the commit of a block from the RPC's JSON. Throws: UnreadableBlock. */
export function readSignedCommit(answer: unknown): Commit {
  return readCommitJson(part(part(answer, "signed_header"), "commit"));
}
