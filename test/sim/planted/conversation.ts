import type { Bug } from "./bug.ts";
import { type Context, lawSeeing, type Twist, twisted } from "./wrapping.ts";

/** Makes the law in which a rule of conversation sees a table otherwise than it is. */
const seeing =
  (type: string, of: "check" | "apply", table: string, twist: (context: Context) => Twist) =>
  () => ({
    makeLaw: () =>
      lawSeeing(type, [of], (context) => ({
        ...context,
        state: twisted(context.state, table, twist(context)),
      })),
  });

const asOwn = ({ author }: Context): Twist => ({ read: (row) => ({ ...row, author }) });

/** Bugs in how people talk with each other. */
export const conversationBugs: readonly Bug[] = [
  {
    name: "posts about what is over",
    where: "law",
    deps: seeing("conversation/post", "check", "decisions/decisions", () => ({
      read: (row) => ({ ...row, stage: "open" }),
    })),
  },
  {
    name: "posts of a day that are not counted",
    where: "law",
    deps: seeing("conversation/post", "apply", "conversation/posters", () => ({
      write: (row) => ({ ...row, posts: 1 }),
    })),
  },
  {
    name: "a reason by which the ballot keeps its random bytes",
    where: "law",
    deps: seeing("decisions/give-reason", "apply", "decisions/ballots", () => ({
      write: (row) => ({ ...row, salt: new Uint8Array(16) }),
    })),
  },
  {
    name: "somebody else's post edited",
    where: "law",
    deps: seeing("conversation/edit", "check", "conversation/posts", asOwn),
  },
  {
    name: "somebody else's post taken back",
    where: "law",
    deps: seeing("conversation/take-back", "check", "conversation/posts", asOwn),
  },
];
