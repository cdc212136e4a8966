import { type PersonId, personId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import type { Reader } from "../kernel/state.ts";
import { defineView } from "../kernel/view.ts";
import { members, vouches } from "../membership/index.ts";
import { isHereBy, namedMost, refusalToChallenge, vouchersOf } from "./naming.ts";
import { ACCUSED_MAX } from "./types.ts";

/** People who can be named beside somebody, by each member who vouched; listed at most. */
const LISTED_MAX = 200;

/**
 * Whom one challenge can name together with a person.
 *
 * Why by the vouches that a voucher has still given, and not by looking at everybody: the list of them is
 * short, and who came by a vouch that has ended since can be named by their number; `challenges/shared`
 * tells whether.
 */
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
    const by = vouchers.map((voucher) => {
      return { voucher, people: broughtBy(state, voucher, [person, viewer], now) };
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

/** By whose vouch two people are here, both of whom one challenge can name. */
export const sharedView = defineView({
  name: "challenges/shared",
  summary:
    "The members by whose vouch both of two people are here, whom one challenge can then name.",
  visibility: "everyone",
  query: record({ person: personId, other: personId }),
  read({ state, query: { person, other }, now }) {
    const isPossible = [person, other].every(
      (one) => refusalToChallenge(state, one, now) === undefined,
    );
    if (!isPossible || person === other) return { vouchers: [], isMember: false };
    const vouchers = vouchersOf(state, person, now).filter((voucher) =>
      isHereBy(state, other, voucher, now),
    );
    return { vouchers, isMember: members.get(state, [other])?.status === "member" };
  },
});

/** Those for whom a member has vouched, who are here by it and can be challenged now. */
function broughtBy(
  state: Reader,
  voucher: PersonId,
  besides: readonly PersonId[],
  now: number,
): { readonly person: PersonId; readonly isMember: boolean }[] {
  const found: { person: PersonId; isMember: boolean }[] = [];
  for (const { key } of vouches.entries(state, [voucher])) {
    if (found.length === LISTED_MAX) break;
    const person = key[1];
    const isMeant = !besides.includes(person) && isHereBy(state, person, voucher, now);
    if (!isMeant || refusalToChallenge(state, person, now) !== undefined) continue;
    found.push({ person, isMember: members.get(state, [person])?.status === "member" });
  }
  return found;
}
