import { isOpenCircle } from "../circles/index.ts";
import { circleAccount } from "../kernel/account.ts";
import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { type CircleId, circleId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import type { Reader } from "../kernel/state.ts";
import { explain } from "../kernel/why.ts";
import { heirOf, isAccount } from "./accounts.ts";
import { takenOver } from "./events.ts";
import { moneyFaults as faults } from "./faults.ts";
import { credit, debit } from "./holding.ts";
import { holdings, TAKEN_OVER_MAX } from "./types.ts";

/**
 * Takes over what a closed circle holds, for the nearest open circle around it.
 *
 * Why: nobody decides for a closed circle any more, and money that nobody can spend would be lost to
 * those who gave it.
 * Bounds: 64 currencies at once; if there are more, it is decided again.
 * Source: README.md, rule 10.
 */
export const takeOver = defineAction({
  type: "money/take-over",
  tag: 0x0510,
  author: "circle",
  decidedAs: "money",
  summary: "Takes over what a closed circle within this one holds.",
  visibility: "everyone",
  input: record({ circle: circleId }),
  about: { circle: "the closed circle" },
  refuses: ["money/circle-open", "money/no-such-account", "money/not-around", "money/nothing-held"],
  check({ state, author, input: { circle } }) {
    if (!isAccount(state, circleAccount(circle))) return refuse(faults["no-such-account"]);
    if (isOpenCircle(state, circle)) return refuse(faults["circle-open"]);
    const heir = heirOf(state, circle);
    if (heir !== author) return refuse(faults["not-around"], { circle: heir });
    return heldBy(state, circle, 1).length > 0 ? undefined : refuse(faults["nothing-held"]);
  },
  apply({ state, author, input: { circle } }) {
    const [from, to] = [circleAccount(circle), circleAccount(author)];
    const parts = heldBy(state, circle, TAKEN_OVER_MAX);
    for (const { currency, shares } of parts) {
      debit(state, from, currency, shares);
      credit(state, to, currency, shares);
    }
    return [takenOver([], { from, to, parts })];
  },
  why: ({ state, author, input: { circle } }) =>
    explain(
      "money/take-over",
      "What a closed circle held goes to the nearest open circle around it.",
      { parts: heldBy(state, circle, TAKEN_OVER_MAX) },
      `Circle ${author} takes over what circle ${circle} holds.`,
    ),
});

function heldBy(state: Reader, circle: CircleId, most: number) {
  const parts = [];
  for (const { key, row } of holdings.entries(state, [circleAccount(circle)])) {
    parts.push({ currency: key[1], shares: row.shares });
    if (parts.length === most) break;
  }
  return parts;
}
