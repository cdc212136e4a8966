import type { AnyAction } from "../protocol/kernel/action.ts";
import { fromHex, toHex } from "../protocol/kernel/bytes.ts";
import { signedMessage, writeEnvelope } from "../protocol/kernel/envelope.ts";
import type { Hasher } from "../protocol/kernel/hash.ts";
import { NOBODY, type PersonId } from "../protocol/kernel/ids.ts";
import { encode } from "../protocol/kernel/schema.ts";
import { DAY } from "../protocol/kernel/time.ts";
import { askJson, problemOf } from "./ask.ts";
import { FolkmootError, type Problem } from "./error.ts";
import type { Signer } from "./keys/signer.ts";
import type { Answer, Transport } from "./transport/transport.ts";

/** An action that is in a block, on a disk, and in effect. */
export interface Acknowledged {
  readonly id: string;
  readonly height: number;
  readonly index: number;
  readonly code: 0;
  readonly person: number;
  readonly type: string;
  readonly events: readonly { readonly type: string; readonly data: Record<string, unknown> }[];
}

/**
 * An action that the node keeps while too few machines agree.
 *
 * Why it is not sent again: it goes on by itself, and `/actions/{id}` tells what became of it.
 */
export interface Kept {
  readonly id: string;
  readonly state: "received";
}

/** What became of an action: acknowledged, kept for now, or refused with nothing changed. */
export type Submitted =
  | { readonly receipt: Acknowledged; readonly problem?: undefined; readonly kept?: undefined }
  | { readonly receipt?: undefined; readonly problem?: undefined; readonly kept: Kept }
  | { readonly receipt?: undefined; readonly problem: Problem; readonly kept?: undefined };

/** Whose key signs: who, with which of their devices. */
export interface KnownSigner {
  readonly person: PersonId;
  readonly device: number;
  readonly signer: Signer;
}

/** Signs actions in order and sends them one after the other. */
export interface Submitter {
  signerOf(): Promise<KnownSigner>;
  prepare(action: AnyAction, input: unknown): Promise<Uint8Array>;
  submit(wire: Uint8Array): Promise<Submitted>;
  act(action: AnyAction, input: unknown): Promise<Submitted>;
}

interface Needs {
  readonly transport: Transport;
  readonly hasher: Hasher;
  readonly signer: Signer | undefined;
  readonly community: () => Promise<{ readonly community: string; readonly time: number }>;
}

/**
 * Refusals by which nothing was done and a new signature helps: the same key signed elsewhere
 * meanwhile, or the community's time has moved on from what this client knew.
 */
const SIGN_ANEW = new Set(["kernel/nonce-used", "kernel/expired", "kernel/expires-too-late"]);

/** Makes a submitter. */
export function createSubmitter({ transport, hasher, signer, community }: Needs): Submitter {
  let nonce = 0;
  let known: KnownSigner | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let clock: Promise<{ readonly community: string; readonly time: number }> | undefined;

  const refresh = async (): Promise<KnownSigner> => {
    const key = required(signer);
    clock = undefined;
    const path = `/views/identity/signer?key=${toHex(key.publicKey)}`;
    const found = await askJson<{ value: { person: PersonId; device: number; nonce: number } }>(
      transport,
      { method: "GET", path },
      "or nothing",
    );
    if (found === undefined) {
      throw new FolkmootError(
        "client/unknown-key",
        "This device does not belong to any person here.",
        "Join with an invitation, or approve this device from one that you already use.",
      );
    }
    nonce = Math.max(nonce, found.value.nonce);
    known = { person: found.value.person, device: found.value.device, signer: key };
    return known;
  };
  const signerOf = async () => known ?? (await refresh());

  const prepare = async (action: AnyAction, input: unknown): Promise<Uint8Array> => {
    const wrong = action.input.problem(input);
    if (wrong !== undefined) {
      throw new FolkmootError("client/bad-input", `${action.type}: ${wrong}.`, "Check the values.");
    }
    const joins = action.joinsWith !== undefined;
    const who = joins ? { person: NOBODY, device: 0, signer: required(signer) } : await signerOf();
    clock ??= community();
    const { community: named, time } = await clock;
    if (!joins) nonce += 1;
    const body = {
      community: fromHex(named) ?? new Uint8Array(0),
      person: who.person,
      device: who.device,
      nonce: joins ? 0 : nonce,
      expires: time + DAY,
      tag: action.tag,
      payload: encode(action.input, input),
    };
    const signature = await who.signer.sign(signedMessage(hasher, body));
    return writeEnvelope({ kind: "person", body, signature });
  };

  const submit = async (wire: Uint8Array): Promise<Submitted> =>
    submittedOf(
      await transport.ask({
        method: "POST",
        path: "/actions",
        body: wire,
        contentType: "application/octet-stream",
      }),
    );

  const actNow = async (action: AnyAction, input: unknown): Promise<Submitted> => {
    const first = await submit(await prepare(action, input));
    if (!SIGN_ANEW.has(first.problem?.code ?? "")) return first;
    await refresh();
    return submit(await prepare(action, input));
  };

  return {
    signerOf,
    prepare,
    submit,
    act(action, input) {
      const done = queue.then(() => actNow(action, input));
      queue = done.catch(() => undefined);
      return done;
    },
  };
}

function submittedOf(answer: Answer): Submitted {
  if (answer.status >= 400) return { problem: problemOf(answer) };
  const json: unknown = JSON.parse(new TextDecoder().decode(answer.bytes));
  return answer.status === 202 ? { kept: json as Kept } : { receipt: json as Acknowledged };
}

function required(signer: Signer | undefined): Signer {
  if (signer !== undefined) return signer;
  throw new FolkmootError(
    "client/no-key",
    "There is no key on this device.",
    "Join with an invitation or open your recovery file.",
  );
}
