import {
  machineAlpha,
  machineMessage,
  type PersonBody,
  signedMessage,
  writeEnvelope,
} from "../kernel/envelope.ts";
import type { PersonId } from "../kernel/ids.ts";
import { withSalts } from "../kernel/salts.ts";
import { encode, type Shape } from "../kernel/schema.ts";
import type { Law } from "../law.ts";
import { type TestKey, testHasher, testProof } from "./test-keys.ts";

/** What signs in a test. */
type TestSigner = Pick<TestKey, "sign">;

/** An action in the name of a person, before it is signed. */
export interface UnsignedAction extends Omit<PersonBody, "person" | "device" | "tag" | "payload"> {
  readonly person: number;
  /** The first of their devices unless said otherwise. */
  readonly device?: number;
  readonly type: string;
  /** Its random bytes may be left out. */
  readonly input: unknown;
  /** Another number fills in other random bytes; the action's own number unless said otherwise. */
  readonly salt?: number;
}

/** Signs what a person says, for the wire. */
export function signBody(signer: TestSigner, body: PersonBody): Uint8Array {
  const signature = signer.sign(signedMessage(testHasher, body));
  return writeEnvelope({ kind: "person", body, signature });
}

/**
 * Writes an action in the name of a person, signed, for the wire.
 *
 * Throws: where the law does not have the action, or its input does not fit.
 */
export function signAction(
  { actionByType }: Pick<Law, "actionByType">,
  signer: TestSigner,
  { type, input: given, salt, person, device = 0, ...body }: UnsignedAction,
): Uint8Array {
  const action = actionByType.get(type);
  if (action === undefined) throw new Error(`no action ${type}`);
  const input = testSalts(action.input, given, salt ?? body.nonce);
  const wrong = action.input.problem(input);
  if (wrong !== undefined) throw new Error(`${type}: ${wrong}`);
  const { tag } = action;
  const payload = encode(action.input, input);
  return signBody(signer, { ...body, person: person as PersonId, device, tag, payload });
}

/** Fills in the random bytes of an input; the same number gives the same. */
export function testSalts(
  shape: Pick<Shape<unknown>, "description">,
  input: unknown,
  number: number,
): unknown {
  const drawn = testHasher.sha256(new TextEncoder().encode(`salt ${number}`));
  return withSalts(shape, input, (length) => drawn.slice(0, length));
}

/** Writes a machine's own word for the wire. */
export function wordOf(
  { law, community }: { readonly law: Law; readonly community: Uint8Array },
  key: TestKey,
  type: string,
  input: unknown,
): Uint8Array {
  const action = law.actionByType.get(type);
  if (action?.says === undefined) throw new Error(`machines do not say ${type}`);
  const payload = encode(action.input, input);
  const body = { community, key: key.publicKey, tag: action.tag, payload };
  const isSigned = action.says.proof === "signature";
  const proof = isSigned
    ? key.sign(machineMessage(body))
    : testProof(key, machineAlpha(community, action.says.matter(input as never)));
  return writeEnvelope({ kind: "machine", body, proof });
}
