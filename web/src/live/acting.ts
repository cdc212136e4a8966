import {
  type Client,
  createClient,
  FolkmootError,
  httpTransport,
  portableHasher,
  type Signer,
  type Submitted,
  saltPlain,
  saltText,
  type TextKind,
} from "folkmoot/client";
import {
  findAction,
  folkmootLaw,
  fromPlain,
  openFor,
  type Seen,
  toPlain,
  voteFor,
} from "folkmoot/protocol";
import { countOf } from "../keys/count.ts";
import { toBase64Url, toHex } from "../keys/encoding.ts";
import { type Identity, sign } from "../keys/identity.ts";
import type { Entry } from "../outbox/entry.ts";
import { currentWords } from "../words/language.ts";
import { communityNow } from "./clock.ts";
import { nodeAddress } from "./place.ts";

const clients = new Map<string, Client>();

/** What became of an action: its receipt, that it is kept for now, or why nothing changed. */
export type Sent = Submitted;

/**
 * How long what is signed here may wait for a node.
 *
 * Why a day less than the law allows: the clocks of a phone and of the community differ a little.
 */
const validMs = 30 * 86_400_000;

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
    transport: httpTransport(nodeAddress()),
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
    transport: httpTransport(nodeAddress()),
    signer: signerFor(identity),
    memory: countOf(identity),
    now: communityNow,
    validMs,
    seen: seenIn(identity.community),
    lasting: async () => {
      const { lastingHere } = await import("../rooms/check/light.ts");
      return lastingHere(identity.community);
    },
  });
  clients.set(identity.id, client);
  return client;
}

/** Makes an action's own value from JSON's types, and says what does not fit. */
function readInput(type: string, input: unknown) {
  const action = findAction(folkmootLaw, type);
  if (action === undefined) throw new Error(type);
  const value = fromPlain(action.input, saltPlain(action.input, input));
  if (!value.ok) throw new Error(`${type}: ${value.reason}`);
  return { action, value: value.value };
}

/** Signs an action and sends it; the input is given in JSON's types. */
export function sendPlain(client: Client, type: string, input: unknown): Promise<Sent> {
  return client.act(type as never, readInput(type, input).value as never);
}

/** Signs an action of somebody and sends it. */
export const actPlain = (identity: Identity, type: string, input: unknown): Promise<Sent> =>
  sendPlain(clientOf(identity), type, input);

/** An effect of a proposal, in JSON's types: with which option, the action's number, its bytes. */
export interface Effect {
  readonly option: number;
  readonly tag: number;
  readonly payload: string;
}

/** Encodes what a passed decision will do. */
export function effectOf(type: string, input: unknown): Effect {
  const { action, value } = readInput(type, input);
  return { option: 0, tag: action.tag, payload: toHex(action.input.ssz.serialize(value as never)) };
}

/** What is given to answer a proposal, in JSON's types. */
export const answerInput = (decision: number, answer: string) => toPlain(voteFor(decision, answer));

/** What is given to propose what is answered by yes or no, in JSON's types. */
export const proposalInput = (given: Readonly<Record<string, unknown>>) => openFor(given);

/** What is signed and can be sent at any time. */
export type Sealed = Pick<Entry, "wire" | "id" | "text">;

const sealed = (wire: Uint8Array): Sealed => ({
  wire: toBase64Url(wire),
  id: toHex(portableHasher.sha256(wire)),
});

/** Signs an action of somebody without sending it; the input is given in JSON's types. */
export async function sealPlain(identity: Identity, type: string, input: unknown): Promise<Sealed> {
  const { value } = readInput(type, input);
  return sealed(await clientOf(identity).prepare(type as never, value as never));
}

/** Salts a text and signs that its hash comes on the record. */
export async function sealText(
  identity: Identity,
  content: Readonly<Record<string, string>>,
  about: { readonly audience: "public" | "community"; readonly kind: TextKind },
): Promise<Sealed & Required<Pick<Entry, "text">>> {
  const client = clientOf(identity);
  const { hash, digest, bytes } = saltText(portableHasher, await client.person(), content);
  const input = { ...about, digest, bytes: bytes.length };
  const wire = await client.prepare("records/publish" as never, input as never);
  return { ...sealed(wire), text: { hash: toHex(hash), bytes: toBase64Url(bytes) } };
}
