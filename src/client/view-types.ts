import type { ViewName as NameIn, QueryOf as QueryIn, ViewOf } from "../protocol/typed.ts";
import type { FolkmootRoom } from "./action-types.ts";
import type { GivenAs, PlainOf } from "./plain-types.ts";

/** The name of a view of Folkmoot's law, such as `money/wallet`. */
export type ViewName = NameIn<FolkmootRoom>;

/** What each view is asked with, worked out once for all of them. */
type Queries = { readonly [N in ViewName]: GivenAs<QueryIn<FolkmootRoom, N>> };

/** What each view answers, worked out once for all of them. */
type Answers = { readonly [N in ViewName]: PlainOf<ViewOf<FolkmootRoom, N>> };

/** What a view is asked with. */
export type QueryOf<N extends ViewName> = Queries[N];

/** What a view answers when there is what was asked for. */
export type AnswerOf<N extends ViewName> = Answers[N];
