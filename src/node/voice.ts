import { machineSigner } from "../engine/embedded/signer.ts";
import { proveVrf } from "../engine/vrf.ts";
import type { AnyAction } from "../protocol/kernel/action.ts";
import { assert } from "../protocol/kernel/assert.ts";
import { machineAlpha, machineMessage, writeEnvelope } from "../protocol/kernel/envelope.ts";
import { encode } from "../protocol/kernel/schema.ts";
import type { Law } from "../protocol/law.ts";

/** What this machine says in its own name, with the key with which it signs blocks. */
export interface Voice {
  readonly publicKey: Uint8Array;
  /** Proves a word and writes it for the wire. */
  say(type: string, input: unknown): Uint8Array;
}

/** Gives a machine its voice. */
export function createVoice(law: () => Law, community: Uint8Array, seed: Uint8Array): Voice {
  const { publicKey, sign } = machineSigner(seed);
  return {
    publicKey,
    say(type, input) {
      const action: AnyAction | undefined = law().actionByType.get(type);
      assert(action?.says !== undefined, `machines say ${type}`);
      const payload = encode(action.input, input);
      const body = { community, key: publicKey, tag: action.tag, payload };
      const proof =
        action.says.proof === "signature"
          ? sign(machineMessage(body))
          : proveVrf(seed, machineAlpha(community, action.says.matter(input as never)));
      return writeEnvelope({ kind: "machine", body, proof });
    },
  };
}
