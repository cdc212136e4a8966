import {
  type Client,
  createClient,
  httpTransport,
  type Signer,
  type Submitted,
  type TextKind,
} from "folkmoot/client";
import { folkmootLaw, fromPlain } from "folkmoot/protocol";
import { toHex } from "../keys/encoding.ts";
import { type Identity, sign } from "../keys/identity.ts";

const clients = new Map<string, Client>();

/** What became of an action: its receipt, that it is kept for now, or why nothing changed. */
export type Sent = Submitted;

/** Returns a client that signs with any signer. */
export const clientFor = (signer: Signer): Client =>
  createClient({ transport: httpTransport(location.origin), signer });

/** Returns the signer of somebody this device holds a key for. */
export const signerFor = (identity: Identity): Signer => ({
  publicKey: identity.publicKey,
  sign: (message) => sign(identity, message),
});

/** Returns the client that signs as somebody this device holds a key for. */
export function clientOf(identity: Identity): Client {
  const found = clients.get(identity.id);
  if (found !== undefined) return found;
  const client = clientFor(signerFor(identity));
  clients.set(identity.id, client);
  return client;
}

/** Makes an action's own value from JSON's types, and says what does not fit. */
function readInput(type: string, input: unknown) {
  const action = folkmootLaw.actionByType.get(type);
  if (action === undefined) throw new Error(type);
  const value = fromPlain(action.input, input);
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

/** An effect of a proposal, in JSON's types: the action's number and its bytes. */
export interface Effect {
  readonly tag: number;
  readonly payload: string;
}

/** Encodes what a passed decision will do. */
export function effectOf(type: string, input: unknown): Effect {
  const { action, value } = readInput(type, input);
  return { tag: action.tag, payload: toHex(action.input.ssz.serialize(value as never)) };
}

/** Keeps a text with its hash on the ledger and returns the hash in hexadecimal. */
export async function publishText(
  identity: Identity,
  content: Readonly<Record<string, string>>,
  about: { readonly audience: "public" | "community"; readonly kind: TextKind },
): Promise<string> {
  return toHex(await clientOf(identity).publish(content, about));
}
