import { randomBytes } from "node:crypto";
import type { Signer } from "#engine/embedded/signer.js";
import { nativeHasher } from "#engine/native-hasher.js";
import { sessionMessage } from "#node/api/sessions.js";
import { fromHex, toHex } from "#protocol/kernel/bytes.js";
import { signedMessage, writeEnvelope } from "#protocol/kernel/envelope.js";
import type { PersonId } from "#protocol/kernel/ids.js";
import { withSalts } from "#protocol/kernel/salts.js";
import { encode } from "#protocol/kernel/schema.js";
import type { Seen } from "#protocol/kernel/seen.js";
import { folkmootLaw } from "#protocol/rooms.js";

/** A member at a node: signs in, asks, acts. */
export interface Member {
  readonly person: number;
  signIn(): Promise<void>;
  ask(path: string, init?: RequestInit): Promise<Response>;
  /** Signs an action and sends it. Throws: where it is not done. */
  act(type: string, input: unknown): Promise<string>;
  sign(type: string, input: unknown): Uint8Array;
}

/** Where a member is, and with which key. */
export interface MemberDeps {
  readonly url: string;
  readonly community: Uint8Array;
  readonly seen: Seen;
  readonly signer: Signer;
  readonly person: number;
}

/** Begins as somebody who has not signed in. */
export function createMember({ url, community, seen, signer, person }: MemberDeps): Member {
  let cookie: string | undefined;
  let nonce = 0;
  const ask: Member["ask"] = (path, init = {}) => {
    const headers = new Headers(init.headers);
    if (cookie !== undefined) headers.set("cookie", cookie);
    return fetch(`${url}/api/v1${path}`, { ...init, headers });
  };
  const sign: Member["sign"] = (type, input) => {
    const action = folkmootLaw.actionByType.get(type);
    if (action === undefined) throw new Error(`no action ${type}`);
    nonce += 1;
    const body = {
      ...{ community, person: person as PersonId, device: 0, nonce, seen, tag: action.tag },
      expires: Date.now() + 86_400_000,
      payload: encode(action.input, withSalts(action.input, input, randomBytes)),
    };
    const signature = signer.sign(signedMessage(nativeHasher, body));
    return writeEnvelope({ kind: "person", body, signature });
  };
  return {
    person,
    ask,
    sign,
    async signIn() {
      const given = await ask("/sessions/challenge", { method: "POST" });
      const { challenge } = (await given.json()) as { readonly challenge: string };
      const message = sessionMessage(community, fromHex(challenge) as Uint8Array);
      const signature = toHex(signer.sign(message));
      const body = JSON.stringify({ person, device: 0, challenge, signature });
      const opened = await ask("/sessions", { method: "POST", body });
      if (!opened.ok) throw new Error(await opened.text());
      cookie = opened.headers.get("set-cookie")?.split(";")[0];
    },
    async act(type, input) {
      const body = sign(type, input) as BodyInit;
      const headers = { "content-type": "application/octet-stream" };
      const answer = await ask("/actions", { method: "POST", headers, body });
      const { id, code, title } = (await answer.json()) as {
        readonly id: string;
        readonly code: number | string;
        readonly title?: string;
      };
      if (code !== 0) throw new Error(`${type}: ${title ?? code}`);
      return id;
    },
  };
}
