import { FolkmootError } from "../../client/error.ts";
import type { Signer } from "../../client/keys/signer.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import type { Call } from "../command.ts";
import { demoPeople, demoSignerOf } from "../demo-people.ts";
import { keptKeys } from "../key-store.ts";
import type { Session } from "../session.ts";

/**
 * Finds what signs with a key, by its public half: the one at hand, a key of this computer, or
 * somebody's of the demonstration.
 *
 * Throws: FolkmootError where it is at hand nowhere now, as the key of a recovery file.
 */
export async function signerByKey(
  call: Call,
  { transport, community }: Pick<Session, "transport" | "community">,
  publicKey: string,
  atHand?: Signer,
): Promise<Signer> {
  if (atHand !== undefined && toHex(atHand.publicKey) === publicKey) return atHand;
  const folder = call.settings.get("keys").value;
  const kept = keptKeys(folder).find((key) => key.publicKey === publicKey);
  if (kept !== undefined) return kept.signer;
  const people = community.isDemo ? await demoPeople(transport) : [];
  const lent = people
    .map(demoSignerOf)
    .find((signer) => signer !== undefined && toHex(signer.publicKey) === publicKey);
  if (lent !== undefined) return lent;
  throw new FolkmootError(
    "client/key-elsewhere",
    "The key that has signed this is not among the keys here any more.",
    `Put it back into ${folder}, or take this out with \`folkmoot outbox drop\`.`,
  );
}
