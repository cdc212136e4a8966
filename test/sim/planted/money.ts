import { type DueContext, type Event, money, parameterList } from "#protocol/index.js";
import type { Bug } from "./bug.ts";
import { type Context, lawSeeing, lawWithAction, lawWithDue, twisted } from "./wrapping.ts";

const numberOf = (name: string) => parameterList.find((one) => one.name === name)?.number;

/** A context in which one of the community's figures is another. */
export function withFigure(context: Context, name: string, change: (value: number) => number) {
  const number = numberOf(name);
  const read = (row: { readonly [field: string]: unknown }, [at]: readonly unknown[]) =>
    at === number ? { ...row, value: change(row["value"] as number) } : row;
  return { ...context, state: twisted(context.state, "constitution/parameters", { read }) };
}

const rounded = (shares: unknown) => BigInt(Number(shares as bigint));

/** Rounds what is written to as many digits as a floating number holds. */
function withFloats(context: Context): Context {
  const holdings = twisted(context.state, "money/holdings", {
    write: (row) => ({ shares: rounded(row["shares"]) }),
  });
  const write = (row: { readonly [field: string]: unknown }) => {
    return { ...row, minted: rounded(row["minted"]) };
  };
  return { ...context, state: twisted(holdings, "money/supply", { write }) };
}

/** Makes one share more, and counts it as made. */
function withOneShareMore(context: Context): Context {
  const holdings = twisted(context.state, "money/holdings", {
    write: (row) => ({ shares: (row["shares"] as bigint) + 1n }),
  });
  const write = (row: { readonly [field: string]: unknown }) => {
    return { ...row, minted: (row["minted"] as bigint) + 1n };
  };
  return { ...context, state: twisted(holdings, "money/supply", { write }) };
}

/** Shrinks money by twice as much from one day to the next. */
function withHaste(context: Context): Context {
  const write = (
    row: { readonly [field: string]: unknown },
    [day]: readonly unknown[],
    below: Context["state"],
  ) => {
    const table = money.tables.find(({ name }) => name === "money/days");
    const before = table && below.read(table, [(day as number) - 1]);
    if (before === undefined) return row;
    const index = row["index"] as bigint;
    return { ...row, index: index + index - (before as { readonly index: bigint }).index };
  };
  return { ...context, state: twisted(context.state, "money/days", { write }) };
}

/** Credits every offer that goes back once more. */
function returnTwice({ state }: DueContext, events: readonly Event[]): void {
  const table = money.tables.find(({ name }) => name === "money/holdings");
  if (table === undefined) throw new Error("people hold money");
  for (const { data } of events) {
    const key = [data["from"], data["currency"]];
    const held = state.read(table, key) as { readonly shares: bigint } | undefined;
    state.write(table, key, { shares: (held?.shares ?? 0n) + BigInt(String(data["shares"])) });
  }
}

/** Returns offers in the order in which their makers were first met by this process. */
function inOrderOfMeeting(): Bug & { readonly where: "law" } {
  const makeLaw = () => {
    const met = new Map<unknown, number>();
    const place = ({ data }: Event) => {
      const maker = data["from"];
      if (!met.has(maker)) met.set(maker, met.size);
      return met.get(maker) ?? 0;
    };
    return lawWithDue("money", (due) => ({
      ...due,
      run: (context) => [...due.run(context)].sort((left, right) => place(left) - place(right)),
    }));
  };
  return {
    name: "unsorted iteration",
    where: "law",
    deps: () => ({ makeLaw, often: ["offer", "trust"] }),
  };
}

const only = (makeLaw: NonNullable<ReturnType<(Bug & { where: "law" })["deps"]>["makeLaw"]>) =>
  ({ where: "law", deps: () => ({ makeLaw }) }) as const;

/** Bugs in what the law does with money. */
export const moneyBugs: readonly Bug[] = [
  {
    name: "a float in income",
    ...only(() => lawSeeing("money/claim", ["apply"], withFloats)),
  },
  {
    name: "income beyond the window",
    ...only(() =>
      lawSeeing("money/claim", ["check", "apply"], (context) =>
        withFigure(context, "claim-window-days", (days) => days + 1),
      ),
    ),
  },
  {
    name: "one person's income is larger",
    ...only(() =>
      lawSeeing("money/claim", ["apply"], (context) =>
        context.author === 1 ? withOneShareMore(context) : context,
      ),
    ),
  },
  {
    name: "demurrage applied twice",
    ...only(() => lawSeeing("money/claim", ["apply"], withHaste)),
  },
  {
    name: "trust cap ignored",
    ...only(() =>
      lawSeeing("money/pay", ["check"], (context) => ({
        ...context,
        state: twisted(context.state, "money/trusts", { read: (row) => ({ ...row, cap: 0 }) }),
      })),
    ),
  },
  {
    name: "offer returned twice",
    ...only(() =>
      lawWithDue("money", (due) => ({
        ...due,
        run(context) {
          const events = due.run(context);
          returnTwice(context, events);
          return events;
        },
      })),
    ),
  },
  {
    name: "receipt says done for a refused action",
    ...only(() =>
      lawWithAction("money/pay", (action) => ({
        ...action,
        check: () => undefined,
        apply: (context: never) =>
          action.check(context) === undefined ? action.apply(context) : [],
      })),
    ),
  },
  {
    name: "a rule with a clock of its own, an hour behind",
    ...only(() =>
      lawSeeing("money/claim", ["apply"], (context) => ({
        ...context,
        now: context.now - 3_600_000,
      })),
    ),
  },
  inOrderOfMeeting(),
  {
    name: "what a circle pays stays with it, too",
    where: "law",
    deps: () => ({
      often: ["open", "vote"],
      makeLaw: () =>
        lawSeeing("money/pay-as-circle", ["apply"], (context) => ({
          ...context,
          state: keeping(context.state, CIRCLES),
        })),
    }),
  },
];

/** Where the numbers of circles begin among accounts. */
const CIRCLES = 2 ** 32;

/** Takes nothing from accounts whose number is at least this. */
function keeping(below: Context["state"], from: number): Context["state"] {
  const isKept = (table: string, key: readonly unknown[]) =>
    (table === "money/holdings" && Number(key[0]) >= from) ||
    (table === "money/holders" && Number(key[1]) >= from);
  return {
    read: (table, key) => below.read(table, key),
    scan: (table, first, until) => below.scan(table, first, until),
    write: (table, key, row) => {
      if (!isKept(table.name, key)) below.write(table, key, row);
    },
  };
}
