import { type Client, createClient } from "../client/client.ts";
import type { Signer } from "../client/keys/signer.ts";
import { WAITING_MAX } from "../client/outbox/seal.ts";
import { toHex } from "../protocol/kernel/bytes.ts";
import type { Call } from "./command.ts";
import { deviceTrust } from "./device-trust.ts";
import { deviceWitnesses } from "./device-witnesses.ts";
import { signingMemory } from "./outbox/remembered.ts";
import type { Session } from "./session.ts";

/**
 * A client that signs with a key, and with what this computer has verified of the community; while no
 * node answers, with what it remembers.
 *
 * Why a demonstration is not remembered: its clock is its node's, and so are the keys of its people.
 */
export function signingClient(
  call: Call,
  session: Pick<Session, "transport" | "community">,
  signer: Signer,
): Client {
  const { transport, community } = session;
  const trust = deviceTrust(call, community.chainId);
  const witnesses = deviceWitnesses(call, session);
  const signs = { transport, signer, trust, witnesses, validMs: WAITING_MAX };
  if (community.isDemo) return createClient(signs);
  const memory = signingMemory(call, community.community, toHex(signer.publicKey));
  return createClient({ ...signs, memory, now: () => Date.now() });
}
