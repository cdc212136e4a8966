import type { GivenOf } from "../protocol/kernel/salts.ts";
import type { ValueOf } from "../protocol/kernel/schema.ts";
import type { rooms } from "../protocol/rooms.ts";
import type { ActionType as TypeIn } from "../protocol/typed.ts";
import type { GivenAs } from "./plain-types.ts";

/** A room of Folkmoot's law, by which clients are typed. */
export type FolkmootRoom = (typeof rooms)[number];

/** The type of an action of Folkmoot's law, such as `money/pay`. */
export type ActionType = TypeIn<FolkmootRoom>;

/** The type of an action that a person does, which a device signs. */
export type PersonActionType = Extract<
  FolkmootRoom["actions"][number],
  { readonly author: "person" }
>["type"];

/** What is given to do each action, worked out once for all of them. */
type PlainInputs = {
  readonly [A in FolkmootRoom["actions"][number] as A["type"]]: GivenAs<
    GivenOf<ValueOf<A["input"]>>
  >;
};

/** What is given to do an action: its input without the random bytes, which are filled in. */
export type PlainInputOf<T extends ActionType> = PlainInputs[T];

/** Any action with an input that fits it. */
export type PlainAction = {
  readonly [T in ActionType]: { readonly type: T; readonly input: PlainInputOf<T> };
}[ActionType];
