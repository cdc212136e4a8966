import { devices } from "../protocol/identity/index.ts";
import { signedMessage } from "../protocol/kernel/envelope.ts";
import type { Hasher } from "../protocol/kernel/hash.ts";
import type { Reader } from "../protocol/kernel/state.ts";
import type { DecodedAction } from "../protocol/machine.ts";
import type { VerifiedSignatures } from "./verified-signatures.ts";

/**
 * Verifies an action's signature ahead of its execution, where the key is known already.
 *
 * Why it is true otherwise: whatever else is wrong is found when the action is carried out.
 */
export async function verifyAhead(
  signatures: VerifiedSignatures,
  hasher: Hasher,
  state: Reader,
  { action, envelope, input }: DecodedAction,
): Promise<boolean> {
  if (envelope.kind !== "person") return true;
  const { person, device } = envelope.body;
  const key =
    action.joinsWith === undefined
      ? devices.get(state, [person, device])?.key
      : action.joinsWith(input as never);
  if (key === undefined) return true;
  const message = signedMessage(hasher, envelope.body);
  return signatures.verifyAhead(key, message, envelope.signature);
}
