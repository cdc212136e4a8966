import { createHash } from "node:crypto";
import { fromBase64Url, toBase64Url } from "#client/base64url.js";
import type { Clock } from "#client/clock.js";
import type { Entry, Sealed } from "#client/outbox/entry.js";
import { createOutbox, type Outbox } from "#client/outbox/outbox.js";
import type { OutboxStore } from "#client/outbox/store.js";
import type { Answer, Question } from "#client/transport/transport.js";
import { COMMUNITY } from "./store-contract.ts";

/** What a test signs: what is done, and under which number. */
interface Done {
  readonly what: string;
  readonly number: number;
}

/** A node with a record: it carries out each number once, in order, and can be made to fail. */
export interface RecordNode {
  /** What was carried out, in order. */
  readonly done: string[];
  /** The names of all bytes that arrived, in order. */
  readonly arrived: string[];
  /** How often anything was asked. */
  asked: number;
  /** How it stands: it answers, is away, only keeps what comes, or loses its answers. */
  mood: "well" | "away" | "waiting" | "answers lost";
  /** Answers instead of the record where it says something. */
  instead: (question: Question, id: string) => Answer | undefined;
  ask(question: Question): Promise<Answer>;
}

const idOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** An answer in JSON. */
export const answerOf = (json: unknown, status = 200): Answer => ({
  status,
  contentType: "application/json",
  bytes: new TextEncoder().encode(JSON.stringify(json)),
});

/** A node's refusal. */
export const refusalOf = (code: string, more: object = {}, status = 422): Answer =>
  answerOf({ code, title: `It says ${code}.`, ...more }, status);

/** Makes a node. */
export function recordNode(): RecordNode {
  const receipts = new Map<string, object>();
  const waiting = new Map<string, Done>();
  let last = 0;
  const carryOut = (id: string, { what, number }: Done): Answer => {
    if (number <= last) return refusalOf("kernel/nonce-used");
    last = number;
    node.done.push(what);
    receipts.set(id, { id, code: 0, height: node.done.length, index: 0 });
    return answerOf(receipts.get(id));
  };
  const answer = (question: Question, id: string): Answer => {
    const { method, path, body } = question;
    if (method === "PUT") return answerOf({});
    if (method === "GET") {
      const late = waiting.get(id);
      if (late !== undefined && node.mood === "well") {
        waiting.delete(id);
        return carryOut(id, late);
      }
      if (waiting.has(id)) return answerOf({ id, state: "received" }, 202);
      return receipts.has(id) ? answerOf(receipts.get(id)) : refusalOf("node/not-found", {}, 404);
    }
    if (path !== "/actions" || body === undefined) throw new Error(path);
    node.arrived.push(id);
    const said = JSON.parse(new TextDecoder().decode(body)) as Done;
    if (node.mood === "waiting") {
      waiting.set(id, said);
      return answerOf({ id, state: "received" }, 202);
    }
    return carryOut(id, said);
  };
  const node: RecordNode = {
    done: [],
    arrived: [],
    asked: 0,
    mood: "well",
    instead: () => undefined,
    async ask(question) {
      node.asked += 1;
      if (node.mood === "away") throw new Error("nobody is there");
      const { body, path } = question;
      const id = body === undefined ? (path.split("/").at(-1) ?? "") : idOf(body);
      const found = node.instead(question, id) ?? answer(question, id);
      if (node.mood === "answers lost" && question.method === "POST") throw new Error("lost");
      return found;
    },
  };
  return node;
}

/** Signs for a test. */
export function seal(what: string, number: number, text?: string): Sealed {
  const bytes = new TextEncoder().encode(JSON.stringify({ what, number } satisfies Done));
  const attached = { hash: idOf(new TextEncoder().encode(text)), bytes: toBase64Url(bytes) };
  const sealed = { wire: toBase64Url(bytes), id: idOf(bytes) };
  return text === undefined ? sealed : { ...sealed, text: attached };
}

/** A clock that stands still until a test moves it. */
export function standingClock(): Clock & { pass(ms: number): void } {
  let now = 1_800_000_000_000;
  let timers: { readonly at: number; readonly work: () => void }[] = [];
  return {
    now: () => now,
    after(ms, work) {
      const timer = { at: now + ms, work };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    pass(ms) {
      now += ms;
      const due = timers.filter(({ at }) => at <= now);
      timers = timers.filter(({ at }) => at > now);
      for (const { work } of due) work();
    },
  };
}

/** An outbox of a device under test. */
export interface TestOutbox {
  readonly outbox: Outbox;
  readonly clock: ReturnType<typeof standingClock>;
  /** How often something was signed again. */
  readonly again: string[];
  /** Signs what is done under the next number, and sends it off. */
  send(what: string, text?: string): ReturnType<Outbox["sendOff"]>;
}

const words = {
  offlineCode: "away",
  unreadable: "unreadable",
  signIn: "sign in",
  busy: () => "busy",
  status: String,
};

/** Makes an outbox over a store, which reaches a node; it counts from `count` on. */
export function testOutbox(
  store: OutboxStore,
  node: RecordNode,
  {
    count = 0,
    isTireless = false,
    signIn = async () => true,
  }: { count?: number; isTireless?: boolean; signIn?: () => Promise<boolean> } = {},
): TestOutbox {
  const clock = standingClock();
  const again: string[] = [];
  let number = count;
  const signAgain = async ({ wire }: Entry) => {
    const { what } = JSON.parse(new TextDecoder().decode(fromBase64Url(wire))) as Done;
    number = Math.max(number, node.done.length + node.arrived.length) + 1;
    again.push(what);
    return seal(what, number);
  };
  const outbox = createOutbox({
    store,
    transport: node,
    clock,
    words: () => words,
    signAgain,
    signIn,
    isTireless,
  });
  return {
    outbox,
    clock,
    again,
    send(what, text) {
      number += 1;
      const type = text === undefined ? "membership/vouch" : "records/publish";
      const sealed = seal(what, number, text);
      return outbox.sendOff({ ...sealed, community: COMMUNITY, signer: "me", type });
    },
  };
}
