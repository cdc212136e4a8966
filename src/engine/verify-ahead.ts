import { type CheckedAction, withSignature } from "../protocol/checked-action.ts";
import { devices } from "../protocol/identity/index.ts";
import type { Reader } from "../protocol/kernel/state.ts";
import type { Ledger } from "../protocol/ledger.ts";
import { verifySoon } from "./signatures/verify-soon.ts";

/**
 * Verifies an action's signature ahead of its execution, on another core, where the key is
 * known already; returns the action with what was found.
 *
 * Why: a signature costs more than all the rest of an action; this uses every core for it while the
 * law runs on one, and none is verified twice. Where no key is known yet, carrying it out decides.
 */
export async function verifyAhead(state: Reader, action: CheckedAction): Promise<CheckedAction> {
  const { decoded, signature } = action;
  if (!decoded.ok || signature.state !== "unchecked") return action;
  const { envelope, message } = decoded.value;
  if (envelope.kind === "machine" && decoded.value.action.says?.proof === "signature") {
    const { body, proof } = envelope;
    const signed = { publicKey: body.key, message, signature: proof };
    return withSignature(action, body.key, await verifySoon(signed));
  }
  if (envelope.kind !== "person") return action;
  const key = keyOf(state, action);
  if (key === undefined) return action;
  const { signature: given } = envelope;
  return withSignature(
    action,
    key,
    await verifySoon({ publicKey: key, message, signature: given }),
  );
}

/** Takes a block's actions apart, and verifies their signatures ahead of its execution. */
export function checkedAhead(
  ledger: Ledger,
  wires: readonly Uint8Array[],
): Promise<readonly CheckedAction[]> {
  const { stateMachine } = ledger;
  const state = ledger.reader();
  return Promise.all(wires.map((wire) => verifyAhead(state, stateMachine.decode(wire))));
}

function keyOf(state: Reader, { decoded }: CheckedAction): Uint8Array | undefined {
  if (!decoded.ok || decoded.value.envelope.kind !== "person") return undefined;
  const { action, input, envelope } = decoded.value;
  const { person, device } = envelope.body;
  if (action.joinsWith !== undefined) return action.joinsWith(input as never);
  return devices.get(state, [person, device])?.key;
}
