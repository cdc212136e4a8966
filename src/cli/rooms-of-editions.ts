import type { AnyAction } from "../protocol/kernel/action.ts";
import type { AnyView } from "../protocol/kernel/view.ts";
import type { Law } from "../protocol/law.ts";

/** What one can do and read in a room, in whichever edition of the law it stands. */
export interface RoomOfEditions {
  readonly name: string;
  readonly summary: string;
  readonly actions: readonly AnyAction[];
  readonly views: readonly AnyView[];
}

/**
 * Lists the rooms of all editions that a program has, each thing as its newest edition declares it.
 *
 * Why all: the community may live under an earlier edition than the newest one of this program, and
 * then does what that one knows.
 */
export function roomsOfEditions({ editions }: Pick<Law, "editions">): readonly RoomOfEditions[] {
  const rooms = editions.toReversed().flatMap((law) => law.rooms);
  const names = [...new Set(rooms.map(({ name }) => name))];
  return names.map((name) => {
    const same = rooms.filter((room) => room.name === name);
    const actions = new Map<string, AnyAction>();
    const views = new Map<string, AnyView>();
    for (const room of same.toReversed()) {
      for (const action of room.actions) actions.set(action.type, action);
      for (const view of room.views) views.set(view.name, view);
    }
    const summary = same[0]?.summary ?? "";
    return { name, summary, actions: [...actions.values()], views: [...views.values()] };
  });
}
