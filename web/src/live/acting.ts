import {
  type ActionType,
  type Client,
  createClient,
  FolkmootError,
  type InputWithText,
  type PlainInputOf,
  type Signer,
  type Submitted,
  sealAgain as sealAgainAs,
  seal as sealAs,
  sealText as sealTextAs,
  sealWithText as sealWithTextAs,
  type TextKind,
  WAITING_MAX,
} from "folkmoot/client";
import type { Entry, Sealed } from "folkmoot/client/at-once";
import type { Seen } from "folkmoot/protocol";
import { countOf } from "../keys/count.ts";
import { type Identity, identitiesOf, sign } from "../keys/identity.ts";
import { currentWords } from "../words/language.ts";
import { communityNow } from "./clock.ts";
import { node } from "./node.ts";

const clients = new Map<string, Client>();

/** What became of an action: its receipt, that it is kept for now, or why nothing changed. */
export type Sent = Submitted;

/**
 * What this device has verified of a community, as its signatures name it.
 *
 * Why the light client of this page: it has what the last visit verified and what came with an
 * invitation, and asks other machines too.
 */
const seenIn = (community: string | undefined) => async (): Promise<Seen> => {
  const light = await import("../rooms/check/light.ts").catch(() => undefined);
  if (light !== undefined) return light.seenHere(community);
  // The part of the app that verifies comes from the node, too.
  const { offlineCode } = currentWords().live;
  throw new FolkmootError("client/unreachable", offlineCode, offlineCode);
};

/** Returns a client that signs with any signer. */
export const clientFor = (signer: Signer): Client =>
  createClient({
    transport: node,
    signer,
    seen: seenIn(undefined),
  });

/** Returns the signer of somebody this device holds a key for. */
export const signerFor = (identity: Identity): Signer => ({
  publicKey: identity.publicKey,
  sign: (message) => sign(identity, message),
});

/** Returns the client that signs as somebody this device holds a key for. */
export function clientOf(identity: Identity): Client {
  const found = clients.get(identity.id);
  if (found !== undefined) return found;
  const client = createClient({
    transport: node,
    signer: signerFor(identity),
    memory: countOf(identity),
    now: communityNow,
    validMs: WAITING_MAX,
    seen: seenIn(identity.community),
    lasting: async () => {
      const { lastingHere } = await import("../rooms/check/light.ts");
      return lastingHere(identity.community);
    },
  });
  clients.set(identity.id, client);
  return client;
}

/** Encodes what a passed decision will do. */
export { effectOf } from "folkmoot/client";

/** What is given to answer a proposal by yes or no, and to propose what is answered so. */
export { openFor, voteFor } from "folkmoot/protocol";

/** Signs an action of somebody without sending it. */
export const seal = <T extends ActionType>(
  identity: Identity,
  type: T,
  input: PlainInputOf<T>,
): Promise<Sealed> => sealAs(clientOf(identity), type, input);

/** Salts a text and signs that its hash comes on the record. */
export const sealText = (
  identity: Identity,
  content: Readonly<Record<string, string>>,
  about: { readonly audience: "public" | "community"; readonly kind: TextKind },
) => sealTextAs(clientOf(identity), content, about);

/** Salts a text and signs an action that brings it along. */
export const sealWithText = <T extends ActionType>(
  identity: Identity,
  type: T,
  content: Readonly<Record<string, string>>,
  inputOf: InputWithText<T>,
) => sealWithTextAs(clientOf(identity), type, content, inputOf);

/** Signs the same once more, with the next number; nothing where the key is gone. */
export async function sealAgain(entry: Entry): Promise<Sealed | undefined> {
  const identity = (await identitiesOf(entry.community)).find(({ id }) => id === entry.signer);
  return identity && sealAgainAs(clientOf(identity), entry);
}
