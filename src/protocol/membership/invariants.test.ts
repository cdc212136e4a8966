/** Goal: each invariant notices the damage that it is there for. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { InvitationId, PersonId } from "../kernel/ids.ts";
import type { Overlay } from "../kernel/overlay.ts";
import { makeInvitation } from "../testing/joining.ts";
import { foundVillage } from "../testing/village.ts";
import { countersOf } from "./standing.ts";
import { counters, invitations, invitationsOf, members, vouches, vouchesFor } from "./types.ts";

const [one, two] = [1 as PersonId, 2 as PersonId];
const first = 1 as InvitationId;

const damages: readonly (readonly [string, (state: Overlay) => void])[] = [
  ["counts-agree", (state) => members.delete(state, [two])],
  ["counts-agree", (state) => counters.put(state, [], { ...countersOf(state), founders: 1 })],
  ["vouches-agree", (state) => vouches.delete(state, [one, two])],
  ["vouches-agree", (state) => vouchesFor.delete(state, [two, one])],
  ["vouches-agree", (state) => vouchesFor.put(state, [two, one], { at: 1, until: 2 })],
  ["invitations-agree", (state) => invitations.delete(state, [first])],
  ["invitations-agree", (state) => invitationsOf.put(state, [two, first], {})],
  [
    "invitations-agree",
    (state) => counters.put(state, [], { ...countersOf(state), invitations: 2 }),
  ],
];

test("every damage is named by its invariant", () => {
  for (const [name, damage] of damages) {
    const village = foundVillage(2);
    village.act(1, "membership/vouch", { person: 2 });
    makeInvitation(village, 1);
    village.assertSound();
    damage(village.state);
    assert.throws(() => village.assertSound(), new RegExp(`membership/${name}`));
  }
});
