import { fromHex, toHex } from "../protocol/kernel/bytes.ts";
import { inDomain } from "../protocol/kernel/domain.ts";
import type { Hasher } from "../protocol/kernel/hash.ts";
import { toPlain } from "../protocol/kernel/plain.ts";
import type { Seen } from "../protocol/kernel/seen.ts";
import type { TextKind } from "../protocol/kernel/text-kind.ts";
import { encodeAction } from "./action-input.ts";
import type { ActionType, PlainInputOf } from "./action-types.ts";
import { askBytes, askJson } from "./ask.ts";
import { FolkmootError, type Problem, type Rehearsed } from "./error.ts";
import type { FaultOf } from "./fault-types.ts";
import type { Signer } from "./keys/signer.ts";
import type { OwnLight, OwnLightDeps } from "./own-light.ts";
import { portableHasher } from "./portable-hasher.ts";
import { readBlob, sha256By } from "./read-text.ts";
import { plainReading } from "./reading/reading.ts";
import { rehearsalQuestion } from "./reading/rehearsal.ts";
import { type Blobs, blobsQuestion, TEXTS_AT_ONCE } from "./reading/texts.ts";
import { watchPath } from "./reading/watch.ts";
import type { SigningMemory } from "./signing-memory.ts";
import { createSubmitter, type Submitted } from "./submit.ts";
import { type SaltedText, saltText } from "./text.ts";
import type { StreamMessage, Transport } from "./transport/transport.ts";
import type { TrustMemory } from "./trust-memory.ts";
import { viewPath } from "./view-path.ts";
import type { AnswerOf, QueryOf, ViewName } from "./view-types.ts";

/** What a node says of its community. */
export interface CommunityInfo {
  readonly chainId: string;
  /** The community's hash, in hexadecimal. */
  readonly community: string;
  readonly name: string;
  readonly height: number;
  /** When the newest block was made. Units: milliseconds since 1970, as for `now`. */
  readonly time: number;
  /** What the node's clock says. */
  readonly now: number;
  readonly isDemo: boolean;
}

/** Of which state and moment a reading is. */
export interface AsOf {
  readonly height: number;
  /** When the block of that height was made. Units: milliseconds since 1970, as for `now`. */
  readonly time: number;
  /** The moment at which the node read the state. */
  readonly now: number;
}

/** A reading, and the moment that it is of. */
export interface Reading<V> {
  readonly asOf: AsOf;
  readonly value: V;
}

/** A text that an action brings along, as its input names it. */
export interface TextAlong {
  readonly digest: Uint8Array;
  readonly bytes: number;
}

/** Makes the input of an action that brings a text along. */
export type InputWithText<T extends ActionType> = (text: TextAlong) => PlainInputOf<T>;

/** Who may read a text. */
export type Audience = "public" | "community";

export type { TextKind } from "../protocol/kernel/text-kind.ts";

/** A member's way to a node: asks, acts, follows. Nothing here is trusted; `light/` checks. */
export interface Client {
  community(): Promise<CommunityInfo>;
  /** Reads a view; `undefined` when what was asked for does not exist. */
  view<N extends ViewName>(name: N, query: QueryOf<N>): Promise<Reading<AnswerOf<N>> | undefined>;
  /** Tells what would happen, without doing it. */
  rehearse<T extends ActionType>(type: T, input: PlainInputOf<T>): Promise<Rehearsed<FaultOf<T>>>;
  /** Signs an action, sends it, and waits until it is acknowledged or refused. */
  act<T extends ActionType>(type: T, input: PlainInputOf<T>): Promise<Submitted<FaultOf<T>>>;
  /** Signs an action without sending it: for an outbox. */
  prepare<T extends ActionType>(type: T, input: PlainInputOf<T>): Promise<Uint8Array>;
  /**
   * Signs again what was signed before, with the next number and a later end.
   *
   * Why: only for bytes of which a node says that they can never be carried out any more.
   */
  renew(wire: Uint8Array): Promise<Uint8Array>;
  /** Sends bytes that were signed before. */
  submit(wire: Uint8Array): Promise<Submitted>;
  /** The number of the person for whom this client signs. */
  person(): Promise<number>;
  /** Salts and keeps a text, puts its hash on the ledger, and returns the hash. */
  publish(content: unknown, about: { audience: Audience; kind: TextKind }): Promise<Uint8Array>;
  /** Salts and keeps a text, and does the action that brings it along: one action, not two. */
  actWithText<T extends ActionType>(
    type: T,
    content: unknown,
    inputOf: InputWithText<T>,
  ): Promise<Submitted>;
  /** Reads texts by hash (hexadecimal); those that may not be read or are gone are left out. */
  texts(hashes: readonly string[]): Promise<ReadonlyMap<string, unknown>>;
  /** Signs in with the device, to read what is for the community. */
  signIn(): Promise<void>;
  /** Reads a view at once and whenever it has changed, until the returned function is called. */
  watch<N extends ViewName>(
    name: N,
    query: QueryOf<N>,
    onReading: (reading: Reading<AnswerOf<N>> | undefined) => void,
  ): Promise<() => void>;
  /** Follows what happens until the returned function is called. */
  follow(onMessage: (message: StreamMessage) => void): () => void;
}

/**
 * Makes a client of one node.
 *
 * Why `memory` and `now`: with both of them it signs while no node answers.
 * Units: `now` is the community's time in milliseconds since 1970; signed actions stay valid for
 * `validMs`, a day unless given.
 * Bounds: without a signer it can only read.
 */
export function createClient(options: {
  readonly transport: Transport;
  readonly signer?: Signer;
  readonly hasher?: Hasher;
  readonly memory?: SigningMemory;
  readonly now?: () => number;
  readonly validMs?: number;
  /** The newest state that this device has verified; the client verifies for itself unless given. */
  readonly seen?: () => Promise<Seen>;
  /** What it signs with while no node answers; beside `seen` only. */
  readonly lasting?: () => Promise<Seen | undefined>;
  /** Where the client keeps what it has verified for itself; for as long as it lives unless given. */
  readonly trust?: TrustMemory;
  /** Other nodes that it asks for the same pages before it signs; none unless given. */
  readonly witnesses?: OwnLightDeps["witnesses"];
}): Client {
  const { transport, signer } = options;
  const hasher = options.hasher ?? portableHasher;
  const community = () => askJson<CommunityInfo>(transport, { method: "GET", path: "/community" });
  const { memory, now, validMs } = options;
  const { seen, lasting } =
    options.seen === undefined
      ? ownSeen({
          transport,
          hasher,
          community,
          trust: options.trust,
          witnesses: options.witnesses,
        })
      : { seen: options.seen, lasting: options.lasting };
  const signs = { seen, lasting, memory, now, validMs };
  const submitter = createSubmitter({ transport, hasher, signer, community, ...signs });

  const handIn = ({ hash, bytes }: Pick<SaltedText, "hash" | "bytes">) =>
    askBytes(transport, {
      method: "PUT",
      path: `/blobs/${toHex(hash)}`,
      body: bytes,
      contentType: "application/octet-stream",
    });

  const keepText = async (content: unknown): Promise<SaltedText> => {
    const text = saltText(hasher, await client.person(), content);
    await handIn(text).catch(async (error: unknown) => {
      // A node takes texts from people who have signed in alone.
      if (!(error instanceof FolkmootError && error.code === "node/sign-in")) throw error;
      await client.signIn();
      await handIn(text);
    });
    return text;
  };

  const client: Client = {
    community,
    async view(name, query) {
      return askJson(transport, { method: "GET", path: viewPath(name, query) }, "or nothing");
    },
    async rehearse(type, input) {
      const { person, device } =
        signer === undefined ? { person: 0, device: 0 } : await submitter.signerOf();
      return askJson(transport, rehearsalQuestion({ person, device, type, input: toPlain(input) }));
    },
    person: async () => (await submitter.signerOf()).person,
    act: async (type, input) => submitter.act(encodeAction(type, input)),
    prepare: async (type, input) => submitter.prepare(encodeAction(type, input)),
    renew: (wire) => submitter.renew(wire),
    submit: (wire) => submitter.submit(wire),
    async actWithText(type, content, inputOf) {
      const text = await keepText(content);
      return client.act(type, inputOf({ digest: text.digest, bytes: text.bytes.length }));
    },
    async publish(content, about) {
      const text = await keepText(content);
      const input = { ...about, digest: text.digest, bytes: text.bytes.length };
      const submitted = await client.act("records/publish", input);
      if (submitted.problem !== undefined) throw refused(submitted.problem);
      if (submitted.kept !== undefined) {
        throw new FolkmootError(
          "client/kept",
          "Too few machines take part just now to agree on a text; it is kept.",
          "Do this again once the record goes on: `folkmoot status` tells.",
        );
      }
      return text.hash;
    },
    async texts(hashes) {
      const found = new Map<string, unknown>();
      for (let at = 0; at < hashes.length; at += TEXTS_AT_ONCE) {
        const some = hashes.slice(at, at + TEXTS_AT_ONCE);
        const { blobs } = await askJson<Blobs>(transport, blobsQuestion(some));
        for (const hash of some) {
          const blob = blobs?.[hash];
          const content =
            blob === undefined ? undefined : await readBlob(sha256By(hasher), hash, blob);
          if (content !== undefined) found.set(hash, content);
        }
      }
      return found;
    },
    async signIn() {
      const { challenge } = await askJson<{ challenge: string }>(transport, {
        method: "POST",
        path: "/sessions/challenge",
        json: {},
      });
      const { person, device, signer: key } = await submitter.signerOf();
      const named = bytesOf((await community()).community);
      const message = hasher.sha256(inDomain("session", named, bytesOf(challenge)));
      const signature = toHex(await key.sign(message));
      const json = { person, device, challenge, signature };
      await askJson(transport, { method: "POST", path: "/sessions", json });
    },
    watch: (name, query, onReading) =>
      watchPath(plainReading(transport, hasher), viewPath(name, query), onReading),
    follow: (onMessage) => transport.follow(onMessage),
  };
  return client;
}

/** Verifies with a light client of its own, which is loaded once something is signed. */
function ownSeen(deps: OwnLightDeps): OwnLight {
  let own: Promise<OwnLight> | undefined;
  const light = (): Promise<OwnLight> => {
    own ??= import("./own-light.ts").then(({ createOwnLight }) => createOwnLight(deps));
    return own;
  };
  return {
    seen: async () => (await light()).seen(),
    lasting: async () => (await light()).lasting(),
  };
}

function bytesOf(hex: string): Uint8Array {
  const bytes = fromHex(hex);
  if (bytes !== undefined) return bytes;
  throw new FolkmootError(
    "client/nonsense",
    "The node's answer makes no sense.",
    "Ask another node.",
  );
}

function refused(problem: Problem): FolkmootError {
  return new FolkmootError(problem.code, problem.title, problem.remedy ?? "");
}
