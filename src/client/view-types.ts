import type { ValueOf } from "../protocol/kernel/schema.ts";
import type { ViewName as NameIn } from "../protocol/typed.ts";
import type { FolkmootRoom } from "./action-types.ts";
import type { GivenAs, PlainOf } from "./plain-types.ts";

/** The name of a view of Folkmoot's law, such as `money/wallet`. */
export type ViewName = NameIn<FolkmootRoom>;

/** What each view is asked with, worked out once for all of them. */
type Queries = {
  readonly [V in FolkmootRoom["views"][number] as V["name"]]: GivenAs<ValueOf<V["query"]>>;
};

/** What each view answers, worked out once for all of them. */
type Answers = {
  readonly [V in FolkmootRoom["views"][number] as V["name"]]: PlainOf<
    Exclude<ReturnType<V["read"]>, undefined>
  >;
};

/** What a view is asked with. */
export type QueryOf<N extends ViewName> = Queries[N];

/** What a view answers when there is what was asked for. */
export type AnswerOf<N extends ViewName> = Answers[N];
