import { currentWords } from "../../words/language.ts";

/** Something that happened, as the node tells it. */
export interface Happening {
  readonly height: number;
  readonly index: number;
  readonly time: number;
  readonly type: string;
  readonly people: readonly number[];
  readonly data: Readonly<Record<string, unknown>>;
}

/** How people and decisions are called inside a sentence. */
export interface Called {
  readonly person: (person: number) => string;
  readonly decision: (decision: number) => string;
}

/** Says in a sentence what happened; what only machines care for is passed over. */
export function lineOf(item: Pick<Happening, "type" | "data">, called: Called): string | undefined {
  const { lines } = currentWords().activity;
  if (!Object.hasOwn(lines, item.type)) return undefined;
  const line = lines[item.type as keyof typeof lines];
  return line(item.data as never, called.person, called.decision);
}

/** Whether something is an everyday step that only those whom it concerns want to read. */
export const isQuiet = (item: Pick<Happening, "type">): boolean =>
  currentWords().activity.quiet.includes(item.type);
