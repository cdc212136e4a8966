import {
  type DemoHelper,
  type DemoHelpers,
  HELPER_ORDERS,
  type HelperAnswer,
  type HelperOrder,
} from "../../node/index.ts";

/** What a helper's process asks of the demonstration's command; without an order: how are all doing? */
export interface Question {
  readonly id: number;
  readonly order?: { readonly helper: number; readonly order: HelperOrder };
}

/** What the command answers. */
interface Reply {
  readonly id: number;
  readonly answer: HelperAnswer;
}

/** One end of the channel between the demonstration's command and a helper's process. */
export interface ChannelEnd {
  send?(message: unknown): unknown;
  on(event: "message", heard: (message: unknown) => void): unknown;
}

/** How long a question waits for its answer. Units: milliseconds. */
const PATIENCE = 10_000;

const NOBODY: HelperAnswer = { ok: false, why: "nobody" };

/** The helpers as a helper's own process sees them: it asks the command that has started it. */
export function askCommand(end: ChannelEnd): DemoHelpers {
  let asked = 0;
  const waiting = new Map<number, (answer: HelperAnswer) => void>();
  end.on("message", (message) => {
    const { id, answer } = message as Reply;
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });
  const ask = (order?: Question["order"]): Promise<HelperAnswer> => {
    asked += 1;
    const id = asked;
    return new Promise((resolve) => {
      const late = setTimeout(() => {
        waiting.delete(id);
        resolve(NOBODY);
      }, PATIENCE);
      waiting.set(id, (answer) => {
        clearTimeout(late);
        resolve(answer);
      });
      end.send?.(order === undefined ? { id } : { id, order });
    });
  };
  return { list: () => ask(), order: (helper, order) => ask({ helper, order }) };
}

/** Answers what a helper's process asks. */
export function answerHelper(
  end: ChannelEnd,
  answerOf: (order: Question["order"]) => HelperAnswer,
): void {
  end.on("message", (message) => {
    const question = readQuestion(message);
    if (question === undefined) return;
    const reply: Reply = { id: question.id, answer: answerOf(question.order) };
    end.send?.(reply);
  });
}

/** Reads a question; nothing where it is none. */
export function readQuestion(message: unknown): Question | undefined {
  const { id, order: asked } = (message ?? {}) as {
    readonly id?: unknown;
    readonly order?: unknown;
  };
  if (typeof id !== "number") return undefined;
  if (asked === undefined) return { id };
  const { helper, order } = (asked ?? {}) as {
    readonly helper?: unknown;
    readonly order?: unknown;
  };
  const known = HELPER_ORDERS.find((each) => each === order);
  if (typeof helper !== "number" || known === undefined) return undefined;
  return { id, order: { helper, order: known } };
}

/** Marks, for one of the helpers, which of them it is itself. */
export function seenFrom(
  helper: number,
  all: readonly Omit<DemoHelper, "isHere">[],
): readonly DemoHelper[] {
  return all.map((each) => ({ ...each, isHere: each.helper === helper }));
}
