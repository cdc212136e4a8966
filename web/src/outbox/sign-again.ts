import { portableHasher } from "folkmoot/client";
import { fromBase64Url, toBase64Url, toHex } from "../keys/encoding.ts";
import { identitiesOf } from "../keys/identity.ts";
import { clientOf } from "../live/acting.ts";
import type { Entry } from "./entry.ts";

/** Signs the same once more, with the next number; nothing where the key is gone. */
export async function signAnew(entry: Entry): Promise<Entry | undefined> {
  const identity = (await identitiesOf(entry.community)).find(({ id }) => id === entry.signer);
  const wire = fromBase64Url(entry.wire);
  if (identity === undefined || wire === undefined) return undefined;
  const renewed = await clientOf(identity).renew(wire);
  const id = toHex(portableHasher.sha256(renewed));
  return { ...entry, wire: toBase64Url(renewed), id };
}
