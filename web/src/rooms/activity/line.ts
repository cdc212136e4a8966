import type { FolkmootRoom, PlainOf } from "folkmoot/client";
import type { EventData, EventType } from "folkmoot/protocol";
import { currentRoomWords } from "../../words/room-words.ts";

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

/** What a node tells of something that happened, by its type. */
type DataOf<T extends HappeningType> = PlainOf<EventData<FolkmootRoom, T>>;

type Line<T extends HappeningType> = (
  data: DataOf<T>,
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
  return isHappening(item.type) ? say(item.type, item.data, called) : undefined;
}

const isHappening = (type: string): type is HappeningType =>
  Object.hasOwn(currentRoomWords().activity.lines, type);

function say<T extends HappeningType>(type: T, data: unknown, called: Called): string | undefined {
  const lines: Lines = currentRoomWords().activity.lines;
  const line: Line<T> | null = lines[type];
  return line?.(data as DataOf<T>, called.person, called.decision);
}

/** Whether something is an everyday step that only those whom it concerns want to read. */
export const isQuiet = ({ type }: Pick<Happening, "type">): boolean =>
  currentRoomWords().activity.quiet.some((quiet) => quiet === type);
