import { defineAction } from "../kernel/action.ts";
import { refuse } from "../kernel/fault.ts";
import { personId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { vouchWithdrawn } from "./events.ts";
import { membershipFaults as faults } from "./faults.ts";
import { vouches } from "./types.ts";
import { deleteVouch, standsBetween } from "./vouching.ts";

/**
 * Withdraws a vouch; anyone who was admitted by it stays a member.
 *
 * Why: a vouch is a word that may be taken back, but no single person may end another's membership.
 * The pause since the vouch goes on, so that vouches cannot be moved about.
 */
export const withdrawVouch = defineAction({
  type: "membership/withdraw-vouch",
  tag: 0x0306,
  author: "person",
  summary: "Takes a vouch back that you no longer stand by.",
  visibility: "everyone",
  input: record({ person: personId }),
  about: { person: "for whom you vouched" },
  refuses: ["membership/no-such-vouch"],
  check({ state, author, input, now }) {
    const row = vouches.get(state, [author, input.person]);
    const pair = { from: author, to: input.person };
    const stands = row !== undefined && standsBetween(state, pair, row, now);
    return stands ? undefined : refuse(faults["no-such-vouch"]);
  },
  apply({ state, author, input }) {
    deleteVouch(state, author, input.person);
    return [vouchWithdrawn([author, input.person], { from: author, to: input.person })];
  },
  why: ({ state, author, input }) =>
    explain(
      "membership/withdraw-vouch",
      "Anyone who vouched may take it back at any time.",
      { since: vouches.get(state, [author, input.person])?.at ?? 0 },
      "The vouch no longer counts; a member stays a member.",
    ),
});
