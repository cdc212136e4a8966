import type { FolkmootRoom } from "folkmoot/client";
import type { EventData, EventType } from "folkmoot/protocol";
import type { PlainShown } from "../../live/use-view.ts";
import { currentWords } from "../../words/language.ts";

/** The types of everything that can happen, as the rooms of the law list them. */
export type HappeningType = EventType<FolkmootRoom>;

/** Something that happened, as the node tells it. */
export interface Happening {
  readonly height: number;
  readonly index: number;
  readonly time: number;
  readonly type: string;
  readonly people: readonly number[];
  readonly data: Readonly<Record<string, unknown>>;
}

/** How people, circles by their accounts, and decisions are called inside a sentence. */
export interface Called {
  readonly person: (person: number) => string;
  readonly decision: (decision: number) => string;
}

type Line<T extends HappeningType> = (
  data: PlainShown<EventData<FolkmootRoom, T>>,
  person: Called["person"],
  decision: Called["decision"],
) => string;

/**
 * One line for everything that can happen; nothing for what only machines care for.
 *
 * Why a type: an event of the law without a line, or with the line of another, does not compile.
 */
export type Lines = { readonly [T in HappeningType]: Line<T> | null };

/** Says in a sentence what happened; what only machines care for is passed over. */
export function lineOf(item: Pick<Happening, "type" | "data">, called: Called): string | undefined {
  const { lines } = currentWords().activity;
  if (!Object.hasOwn(lines, item.type)) return undefined;
  const line = lines[item.type as HappeningType];
  return line?.(item.data as never, called.person, called.decision);
}

/** Whether something is an everyday step that only those whom it concerns want to read. */
export const isQuiet = ({ type }: Pick<Happening, "type">): boolean =>
  currentWords().activity.quiet.some((quiet) => quiet === type);
