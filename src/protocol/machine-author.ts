import { type CheckedAction, type DecodedAction, knownOfSignature } from "./checked-action.ts";
import type { MachineAuthor } from "./kernel/action.ts";
import { equalBytes } from "./kernel/bytes.ts";
import { machineAlpha } from "./kernel/envelope.ts";
import { type Refusal, refuse } from "./kernel/fault.ts";
import { kernelFaults as faults } from "./kernel/faults.ts";
import type { Hasher, VerifySignature, VerifyVrf } from "./kernel/hash.ts";
import { failure, ok, type Result } from "./kernel/result.ts";
import type { Reader } from "./kernel/state.ts";
import type { Law } from "./law.ts";

/** Where a machine's own word is looked at. */
export interface WordDeps {
  readonly law: Law;
  readonly world: {
    readonly hasher: Hasher;
    readonly verify: VerifySignature;
    readonly vrf: VerifyVrf;
  };
  readonly community: Uint8Array;
  readonly state: Reader;
}

const NO_VALUE = new Uint8Array(0);

/** The machine that has proven its word, with its value; else why it is not believed. */
export function authorOfWord(
  { law, world, community, state }: WordDeps,
  checked: CheckedAction,
  { envelope, action, input, message }: DecodedAction,
): Result<MachineAuthor, Refusal> {
  if (envelope.kind !== "machine" || action.says === undefined) {
    return failure(refuse(faults["not-by-machines"]));
  }
  const { body, proof } = envelope;
  const { key } = body;
  if (!equalBytes(body.community, community)) return failure(refuse(faults["other-community"]));
  if (!law.speaks({ state, sha256: world.hasher.sha256 }, key)) {
    return failure(refuse(faults["not-signing"]));
  }
  if (action.says.proof === "signature") {
    const isRight = knownOfSignature(checked, key) ?? world.verify(key, message, proof);
    return isRight ? ok({ key, value: NO_VALUE }) : failure(refuse(faults["bad-proof"]));
  }
  const value = world.vrf(key, machineAlpha(community, action.says.matter(input as never)), proof);
  return value === undefined ? failure(refuse(faults["bad-proof"])) : ok({ key, value });
}
