import { createHash } from "node:crypto";
import type { Clock } from "#client/clock.js";
import { createReading, type NodeReading } from "#client/reading/reading.js";
import { plainWords } from "#client/shown-problem.js";
import type { Answer, Line, Question, StreamMessage } from "#client/transport/transport.js";

/** A node that answers by who looks, once it is let, and whose news are told by hand. */
export interface HeldNode {
  readonly reading: NodeReading;
  /** What was asked, in order. */
  readonly asked: Question[];
  isSignedIn: boolean;
  isAway: boolean;
  /** Answers the oldest question as it was to be answered when it was asked. */
  letOne(): Promise<void>;
  /** Answers everything as soon as it is asked. */
  letAll(): void;
  line(line: Line): Promise<void>;
  news(message: Partial<StreamMessage>): Promise<void>;
  /** Lets the time pass for which anything waits. */
  pass(): Promise<void>;
}

/** Lets everything go on that waits for nothing but its turn. */
export const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** Makes such a node of what it answers to a path. */
export function holdNode(answer: (question: Question, node: HeldNode) => unknown): HeldNode {
  const waiting: (() => void)[] = [];
  const timers = new Set<() => void>();
  let isOpen = false;
  let onMessage: ((message: StreamMessage) => void) | undefined;
  let onLine: ((line: Line) => void) | undefined;
  const clock: Clock = {
    now: () => 0,
    after(_, work) {
      timers.add(work);
      return () => timers.delete(work);
    },
  };
  const transport = {
    ask(question: Question): Promise<Answer> {
      node.asked.push(question);
      const { isAway } = node;
      const said = isAway ? undefined : answer(question, node);
      return new Promise((resolve, reject) => {
        const let_ = (): void => (isAway ? reject(new Error("away")) : resolve(answerOf(said)));
        if (isOpen) let_();
        else waiting.push(let_);
      });
    },
    follow(hear: (message: StreamMessage) => void, tell?: (line: Line) => void) {
      onMessage = hear;
      onLine = tell;
      return () => {
        onMessage = undefined;
      };
    },
  };
  const node: HeldNode = {
    reading: createReading({
      transport,
      clock,
      words: () => plainWords,
      sha256: (bytes) => Uint8Array.from(createHash("sha256").update(bytes).digest()),
    }),
    asked: [],
    isSignedIn: false,
    isAway: false,
    letOne() {
      waiting.shift()?.();
      return settled();
    },
    letAll() {
      isOpen = true;
      for (const each of waiting.splice(0)) each();
    },
    line(line) {
      onLine?.(line);
      return settled();
    },
    news(message) {
      onMessage?.({ event: "block", id: "1.0", data: "{}", ...message });
      return settled();
    },
    pass() {
      for (const work of [...timers]) {
        timers.delete(work);
        work();
      }
      return settled();
    },
  };
  return node;
}

function answerOf(said: unknown): Answer {
  const isAnswer = typeof said === "object" && said !== null && "status" in said;
  if (isAnswer) return said as Answer;
  const bytes = new TextEncoder().encode(JSON.stringify(said));
  return { status: 200, contentType: "application/json", bytes };
}

/** A text as a node keeps it, and its name. */
export function textNamed(content: unknown): { readonly hash: string; readonly blob: string } {
  const sha256 = (...parts: readonly Uint8Array[]) =>
    createHash("sha256").update(Buffer.concat(parts)).digest();
  const author = Buffer.from([7, 0, 0, 0]);
  const rest = Buffer.concat([Buffer.alloc(32, 1), Buffer.from(JSON.stringify(content))]);
  const domain = Buffer.from("folkmoot/text/1\0");
  return {
    hash: sha256(domain, author, sha256(rest)).toString("hex"),
    blob: Buffer.concat([author, rest]).toString("base64"),
  };
}
