import { toHex } from "../../protocol/kernel/bytes.ts";
import type { TextKind } from "../../protocol/kernel/text-kind.ts";
import type { ActionType, PlainInputOf } from "../action-types.ts";
import { fromBase64Url, toBase64Url } from "../base64url.ts";
import type { Audience, Client, InputWithText } from "../client.ts";
import { portableHasher } from "../portable-hasher.ts";
import { saltText } from "../text.ts";
import type { Entry, Sealed } from "./entry.ts";

/**
 * How long what is signed for an outbox may wait for a node. Units: milliseconds.
 *
 * Why a day less than the law allows: the clocks of a device and of the community differ a little.
 */
export const WAITING_MAX = 30 * 86_400_000;

/** What is sealed for an outbox needs of a client. */
type Preparing = Pick<Client, "prepare" | "renew" | "person">;

/** Signs an action without sending it. */
export async function seal<T extends ActionType>(
  client: Preparing,
  type: T,
  input: PlainInputOf<T>,
): Promise<Sealed> {
  return sealed(await client.prepare(type, input));
}

/** Salts a text, and signs that its hash comes on the record. */
export async function sealText(
  client: Preparing,
  content: unknown,
  about: { readonly audience: Audience; readonly kind: TextKind },
): Promise<Sealed & Required<Pick<Entry, "text">>> {
  return sealWithText(client, "records/publish", content, (text) => ({ ...about, ...text }));
}

/** Salts a text, and signs an action that brings it along. */
export async function sealWithText<T extends ActionType>(
  client: Preparing,
  type: T,
  content: unknown,
  inputOf: InputWithText<T>,
): Promise<Sealed & Required<Pick<Entry, "text">>> {
  const { hash, digest, bytes } = saltText(portableHasher, await client.person(), content);
  const wire = await client.prepare(type, inputOf({ digest, bytes: bytes.length }));
  return { ...sealed(wire), text: { hash: toHex(hash), bytes: toBase64Url(bytes) } };
}

/** Signs the same once more, with the next number. */
export async function sealAgain(
  client: Preparing,
  { wire }: Pick<Entry, "wire">,
): Promise<Pick<Sealed, "wire" | "id">> {
  return sealed(await client.renew(fromBase64Url(wire) ?? new Uint8Array()));
}

const sealed = (wire: Uint8Array) => ({
  wire: toBase64Url(wire),
  id: toHex(portableHasher.sha256(wire)),
});
