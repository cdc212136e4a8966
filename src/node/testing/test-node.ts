import { createHash, randomInt } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Signer, signerFromSeed } from "../../engine/embedded/signer.ts";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { newestFormat } from "../../protocol/founding.ts";
import { fromHex, toHex } from "../../protocol/kernel/bytes.ts";
import { inDomain } from "../../protocol/kernel/domain.ts";
import { type PersonId, personId } from "../../protocol/kernel/ids.ts";
import { encode } from "../../protocol/kernel/schema.ts";
import type { Seen } from "../../protocol/kernel/seen.ts";
import type { Law } from "../../protocol/law.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { signAction } from "../../protocol/testing/sign-action.ts";
import { sessionMessage } from "../api/sessions.ts";
import { createHome } from "../home/create-home.ts";
import { homeLayout } from "../home/layout.ts";
import { readLocalToken } from "../home/local-token.ts";
import { createNode, type NodeOptions, type RunningNode } from "../node.ts";

/** A day in milliseconds. */
export const DAY = 86_400_000;

/** The seed of a test key, by its name. */
export function seedOf(name: string): Uint8Array {
  return new Uint8Array(createHash("sha256").update(name).digest());
}

/** An answer of the API. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
  readonly json: any;
}

/** What of a signed action is to be different. */
export interface SignedChanges {
  readonly nonce?: number;
  readonly expires?: number;
  readonly community?: Uint8Array;
  readonly seen?: Seen;
  readonly signer?: Signer;
  readonly device?: number;
}

/** A community of founders with a node, on a home that is deleted at the end. */
export interface TestNode {
  readonly home: string;
  readonly people: readonly Signer[];
  readonly community: Uint8Array;
  readonly demo: boolean;
  node(): RunningNode;
  start(options?: Partial<NodeOptions>): Promise<RunningNode>;
  request(path: string, init?: RequestInit): Promise<Answer>;
  /** Signs an action of a person's first device. */
  sign(person: number, type: string, input: unknown, changed?: SignedChanges): Uint8Array;
  /** Signs an action that adds a device with a key of its own. */
  addDevice(person: number, name: string, changed?: SignedChanges): Uint8Array;
  post(wire: Uint8Array, headers?: Record<string, string>): Promise<Answer>;
  act(person: number, type: string, input: unknown): Promise<Answer>;
  /** Opens a session of a person's first device; the cookie as it is set, and the answer's text. */
  openSession(
    person: number,
    headers?: Record<string, string>,
    signer?: Signer,
  ): Promise<{ readonly set: string; readonly body: string }>;
  /** Hands in the bytes of a text as somebody who has signed in. */
  handIn(
    person: number,
    text: { readonly hash: Uint8Array; readonly bytes: Uint8Array },
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** Signs in with a person's first device; what to send along. */
  signIn(person: number): Promise<{ readonly cookie: string }>;
  /** What shows that somebody may read the home; what to send along. */
  local(): Promise<{ readonly authorization: string }>;
  end(): Promise<void>;
}

/** Founds a node whose people are all founding members, under the newest edition of a law. */
export async function foundTestNode(
  people = 3,
  isDemo = false,
  law: Law = folkmootLaw,
): Promise<TestNode> {
  const home = await mkdtemp(join(tmpdir(), "folkmoot-test-node-"));
  const signers = Array.from({ length: people }, (_, at) =>
    signerFromSeed(seedOf(`person ${at + 1}`)),
  );
  const foundedAt = Date.now() - 2 * DAY;
  const founding = {
    format: newestFormat(law),
    name: "Testing",
    purpose: "To be tested.",
    foundedAt,
    rooms: {
      identity: {
        people: signers.map(({ publicKey }) => ({
          device: toHex(publicKey),
          recovery: "0".repeat(64),
        })),
      },
      membership: {
        members: signers.map((_, at) => ({
          person: at + 1,
          since: foundedAt,
          founder: true,
          invitedBy: 0,
        })),
      },
    },
  };
  await createHome({
    home,
    law,
    founding: JSON.stringify(founding),
    validatorSeed: seedOf("validator"),
    ...(isDemo ? { demo: { people: [], aheadMs: 0 } } : {}),
  });
  let running: RunningNode | undefined;
  let community = new Uint8Array(32);
  const nonces = new Map<number, number>();
  const cookies = new Map<number, string>();
  const nextNonce = (person: number): number => {
    const nonce = (nonces.get(person) ?? 0) + 1;
    nonces.set(person, nonce);
    return nonce;
  };
  const node = (): RunningNode => {
    if (running === undefined) throw new Error("the node was not started");
    return running;
  };
  const testNode: TestNode = {
    home,
    people: signers,
    demo: isDemo,
    get community() {
      return community;
    },
    node,
    async start(options = {}) {
      running = await createNode({ home, ...options });
      community = new Uint8Array(running.engine.ledger.community);
      return running;
    },
    async request(path, init) {
      const response = await fetch(`${node().url}${path}`, init);
      const text = await response.text();
      const isJson = /json/.test(response.headers.get("content-type") ?? "");
      const json: unknown = isJson ? JSON.parse(text) : text;
      return { status: response.status, headers: response.headers, json };
    },
    sign(person, type, input, changed = {}) {
      const { signer = signers[person - 1] as Signer, ...body } = changed;
      return signAction(folkmootLaw, signer, {
        community,
        person,
        nonce: body.nonce ?? nextNonce(person),
        expires: node().engine.head().time + 3 * DAY,
        seen: node().engine.ledger.seen(),
        salt: randomInt(2 ** 40),
        type,
        input,
        ...body,
      });
    },
    addDevice(person, name, changed) {
      const device = signerFromSeed(seedOf(name));
      const whose = encode(personId, person as PersonId);
      const message = inDomain("device-proof", community, whose, device.publicKey);
      const proof = device.sign(nativeHasher.sha256(message));
      const input = { key: device.publicKey, kind: "device", until: 0, proof };
      return testNode.sign(person, "identity/add-device", input, changed);
    },
    post: (wire, headers = {}) =>
      testNode.request("/api/v1/actions", {
        method: "POST",
        headers: { "content-type": "application/octet-stream", ...headers },
        body: wire.slice(),
      }),
    act: (person, type, input) => testNode.post(testNode.sign(person, type, input)),
    async openSession(person, headers = {}, signer = signers[person - 1] as Signer) {
      const asked = { method: "POST", headers };
      const { json } = await testNode.request("/api/v1/sessions/challenge", asked);
      const challenge = fromHex(json.challenge) as Uint8Array;
      const signature = toHex(signer.sign(sessionMessage(community, challenge)));
      const opened = await testNode.request("/api/v1/sessions", {
        ...asked,
        body: JSON.stringify({ person, device: 0, challenge: json.challenge, signature }),
      });
      const body = JSON.stringify(opened.json);
      if (opened.status !== 200) throw new Error(body);
      return { set: opened.headers.get("set-cookie") ?? "", body };
    },
    async handIn(person, { hash, bytes }, headers = {}) {
      const put = () =>
        testNode.request(`/api/v1/blobs/${toHex(hash)}`, {
          method: "PUT",
          headers: { ...headers, cookie: cookies.get(person) ?? "" },
          body: bytes.slice(),
        });
      const first = await put();
      if (first.status !== 401) return first;
      cookies.set(person, (await testNode.signIn(person)).cookie);
      return put();
    },
    async signIn(person) {
      const { set } = await testNode.openSession(person);
      return { cookie: set.split(";")[0] as string };
    },
    async local() {
      const token = await readLocalToken(homeLayout(home).localToken);
      return { authorization: `Bearer ${token}` };
    },
    async end() {
      await running?.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
  return testNode;
}
