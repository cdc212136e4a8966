import type { Room } from "./kernel/room.ts";
import type { Shape } from "./kernel/schema.ts";

type ActionsOf<R extends Room> = R["actions"][number];
type ViewsOf<R extends Room> = R["views"][number];

/** The types of the actions that a room declares, such as `"identity/add-device"`. */
export type ActionType<R extends Room> = ActionsOf<R>["type"];

/** The input of an action of a room, by the action's type. */
export type InputOf<R extends Room, T extends ActionType<R>> =
  Extract<ActionsOf<R>, { readonly type: T }> extends { readonly input: Shape<infer I> }
    ? I
    : never;

/** The types of the events that a room declares, such as `"money/paid"`. */
export type EventType<R extends Room> = R["events"][number]["type"];

/** What an event of a room tells, by the event's type. */
export type EventData<R extends Room, T extends EventType<R>> =
  Extract<R["events"][number], { readonly type: T }> extends { readonly data: Shape<infer D> }
    ? D
    : never;

/** The names of the views that a room declares, such as `"money/wallet"`. */
export type ViewName<R extends Room> = ViewsOf<R>["name"];

/** What a view of a room is asked with, by the view's name. */
export type QueryOf<R extends Room, N extends ViewName<R>> =
  Extract<ViewsOf<R>, { readonly name: N }> extends { readonly query: Shape<infer Q> } ? Q : never;

/** What a view of a room returns, by the view's name. */
export type ViewOf<R extends Room, N extends ViewName<R>> =
  Extract<ViewsOf<R>, { readonly name: N }> extends {
    readonly read: (context: never) => infer V;
  }
    ? Exclude<V, undefined>
    : never;
