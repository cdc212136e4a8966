import type { ActionType, PlainInputOf } from "../../client/action-types.ts";
import type { QueryOf, ViewName } from "../../client/view-types.ts";
import type { MovableClock } from "../../engine/clock.ts";
import type { Signer } from "../../engine/embedded/signer.ts";
import type { Engine, PlacedReceipt } from "../../engine/engine.ts";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { concatBytes } from "../../protocol/kernel/bytes.ts";
import { signedMessage, writeEnvelope } from "../../protocol/kernel/envelope.ts";
import { NOBODY, type PersonId } from "../../protocol/kernel/ids.ts";
import { fromPlain, toPlain } from "../../protocol/kernel/plain.ts";
import { withSalts } from "../../protocol/kernel/salts.ts";
import { encode } from "../../protocol/kernel/schema.ts";
import { DAY } from "../../protocol/kernel/time.ts";
import { digestOfText, hashOfText, textBytes } from "../../protocol/texts/index.ts";
import { type LawViewOf, readLawView } from "../law-view.ts";
import type { Random } from "./random.ts";

/** A salted text and its hash, as the blob store keeps it. */
export interface DemoBlob {
  readonly digest: Uint8Array;
  readonly hash: Uint8Array;
  readonly bytes: Uint8Array;
}

/** Where the story of the demonstration is played: a real engine, real signatures, a clock that is moved. */
export interface DemoDriver {
  readonly random: Random;
  now(): number;
  /** Moves the clock on to a moment. */
  moveTo(moment: number): void;
  /** Signs and submits an action of a member; ends the founding when it is refused. */
  act<T extends ActionType>(
    person: number,
    type: T,
    input: PlainInputOf<T>,
  ): Promise<PlacedReceipt>;
  /** Submits an action by which somebody joins. */
  join(person: number, input: PlainInputOf<"membership/join">): Promise<PlacedReceipt>;
  /** Reads a view on the newest state as of now, not of the last block: holdings melt in between. */
  view<N extends ViewName>(name: N, query: QueryOf<N>): LawViewOf<N> | undefined;
  /** Keeps a text and puts its hash on the ledger. */
  publish(person: number, text: DemoText): Promise<Uint8Array>;
}

/** Whose a text is (0: everybody's), and what it is there for. */
export interface DemoAbout {
  readonly author: number;
  readonly purpose: string;
}

/** A text that somebody publishes. */
export interface DemoText {
  readonly kind: "profile" | "charter" | "proposal" | "article" | "purpose" | "note" | "machine";
  readonly audience: "public" | "community";
  readonly content: { readonly [field: string]: string };
}

/** What the driver needs. */
export interface DemoDriverDeps {
  readonly engine: Engine;
  readonly clock: MovableClock;
  readonly random: Random;
  readonly signerOf: (person: number) => Signer;
  readonly keepBlob: (blob: DemoBlob) => Promise<void> | void;
}

/** Salts a text with bytes that the seed gives, so that the same seed makes the same community. */
export function demoBlob(random: Random, about: DemoAbout, content: DemoText["content"]): DemoBlob {
  const salt = random.bytes(`salt of ${about.purpose}`);
  const salted = concatBytes(salt, new TextEncoder().encode(JSON.stringify(content)));
  const bytes = textBytes(about.author as PersonId, salted);
  const digest = digestOfText(nativeHasher, bytes);
  return { hash: hashOfText(nativeHasher, bytes), digest, bytes };
}

/** Makes the driver. */
export function createDemoDriver({
  engine,
  clock,
  random,
  signerOf,
  keepBlob,
}: DemoDriverDeps): DemoDriver {
  const { ledger } = engine;
  const nonces = new Map<number, number>();
  let texts = 0;
  let salts = 0;

  const submit = async (person: number, type: string, given: unknown, joins: boolean) => {
    const action = ledger.law.actionByType.get(type);
    if (action === undefined) throw new Error(`the demonstration knows no action ${type}`);
    const salted = withSalts(action.input, given, (length) => {
      salts += 1;
      return random.bytes(`salt ${salts}`).slice(0, length);
    });
    const input = fromPlain(action.input, toPlain(salted));
    if (!input.ok) throw new Error(`the demonstration: ${type}: ${input.reason}`);
    const nonce = joins ? 0 : (nonces.get(person) ?? 0) + 1;
    if (!joins) nonces.set(person, nonce);
    const body = {
      community: ledger.community,
      person: joins ? NOBODY : (person as PersonId),
      device: 0,
      nonce,
      expires: Math.max(clock.now(), engine.head().time) + DAY,
      seen: ledger.seen(),
      tag: action.tag,
      payload: encode(action.input, input.value),
    };
    const signature = signerOf(person).sign(signedMessage(nativeHasher, body));
    const done = await engine.submit(writeEnvelope({ kind: "person", body, signature }));
    if (done.state === "acknowledged") return done.receipt;
    if (done.state === "received") throw new Error(`the demonstration: ${type} waits`);
    const { code, sentence } = done.refusal.fault;
    const details = JSON.stringify(done.refusal.details);
    throw new Error(`the demonstration: ${type} by ${person}: ${code}: ${sentence} ${details}`);
  };

  const driver: DemoDriver = {
    random,
    now: () => clock.now(),
    moveTo: (moment) => clock.advance(Math.max(0, moment - clock.now())),
    act: (person, type, input) => submit(person, type, input, false),
    join: (person, input) => submit(person, "membership/join", input, true),
    view(name, query) {
      return readLawView({ ledger, now: Math.max(clock.now(), engine.head().time) }, name, query);
    },
    async publish(person, { kind, audience, content }) {
      texts += 1;
      const purpose = `text ${texts} of ${person}`;
      const blob = demoBlob(random, { author: person, purpose }, content);
      await keepBlob(blob);
      const { hash, digest, bytes } = blob;
      await driver.act(person, "records/publish", { digest, audience, kind, bytes: bytes.length });
      return hash;
    },
  };
  return driver;
}
