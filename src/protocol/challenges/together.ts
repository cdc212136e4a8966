import { type PersonId, personId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import type { Reader } from "../kernel/state.ts";
import { defineView } from "../kernel/view.ts";
import { members } from "../membership/index.ts";
import { isHereBy, namedMost, refusalToChallenge, vouchersOf } from "./naming.ts";
import { ACCUSED_MAX } from "./types.ts";

/** People who can be named beside somebody, by each member who vouched; listed at most, the newest. */
const LISTED_MAX = 200;

/** Whom one challenge can name together with a person. */
export const togetherView = defineView({
  name: "challenges/together",
  summary:
    "Whom a challenge can name together with a person: by each member by whose vouch they are here, the others.",
  visibility: "everyone",
  query: record({ person: personId, viewer: personId }),
  read({ state, query: { person, viewer }, now }) {
    if (!members.has(state, [person])) return undefined;
    const isPossible = refusalToChallenge(state, person, now) === undefined;
    const vouchers = isPossible ? vouchersOf(state, person, now) : [];
    const others = vouchers.length === 0 ? [] : nameable(state, [person, viewer], now);
    const by = vouchers.map((voucher) => {
      const people = others.filter((other) => isHereBy(state, other.person, voucher, now));
      return { voucher, people: people.slice(-LISTED_MAX) };
    });
    return {
      person,
      isMember: members.get(state, [person])?.status === "member",
      most: ACCUSED_MAX,
      membersMost: namedMost(state),
      by: by.filter(({ people }) => people.length > 0),
    };
  },
});

/** Everybody who can be challenged now, besides these. */
function nameable(state: Reader, besides: readonly PersonId[], now: number) {
  return [...members.entries(state, [])].flatMap(({ key: [person], row }) => {
    const isMeant = !besides.includes(person) && !row.founder && row.status !== "left";
    if (!isMeant || refusalToChallenge(state, person, now) !== undefined) return [];
    return [{ person, isMember: row.status === "member" }];
  });
}
