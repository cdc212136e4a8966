import type { PersonActionType } from "folkmoot/client";
import { count, plural } from "../format.ts";

/**
 * The strip that says what this device has signed and the community has not agreed on yet.
 *
 * Why all of `what`: an action of the law that a person does and that has no name here does not compile.
 */
export const strip = {
  label: "Unfinished",
  summary: (waiting: number, over: number): string =>
    waiting === 0
      ? plural(over, { one: "One thing came to its end", other: "# things came to their end" })
      : plural(waiting, { one: "One thing is on its way", other: "# things are on their way" }),
  agreed: (height: number): string =>
    `Agreed by the community, on page ${count(height)} of the record.`,
  check: "Check it",
  seen: "Seen",
  something: "Something you did",
  what: {
    "challenges/answer": "Your answer to a challenge",
    "challenges/appeal": "Calling on everyone",
    "challenges/erase-reason": "Erasing a reason",
    "challenges/judge": "Your judgement",
    "challenges/judge-appeal": "Your judgement",
    "challenges/open": "Your challenge",
    "challenges/support": "Supporting a challenge",
    "challenges/withdraw": "Taking a challenge back",
    "circles/accept-place": "Accepting a place in a circle",
    "circles/accept-role": "Accepting a role",
    "circles/decline-place": "Declining a place in a circle",
    "circles/decline-role": "Declining a role",
    "circles/leave-circle": "Leaving a circle",
    "conversation/edit": "Changing a post",
    "conversation/post": "Your post",
    "conversation/take-back": "Taking a post back",
    "decisions/answer-hearing": "Your answer to a proposal about you",
    "decisions/cast-vote": "Your answer",
    "decisions/give-reason": "Your reason",
    "decisions/open": "Your proposal",
    "decisions/withdraw": "Taking a proposal back",
    "identity/add-device": "Adding a device",
    "identity/freeze": "Freezing your devices",
    "identity/lift-freeze": "Lifting the freeze",
    "identity/revoke-device": "Removing a device",
    "identity/veto-device": "Refusing a new device",
    "identity/veto-removal": "Objecting to a removal",
    "membership/answer-hearing": "Your answer to why you should go",
    "membership/apply": "Asking to join again",
    "membership/call-hearing": "Telling somebody why they should go",
    "membership/hand-over-places": "Handing over places",
    "membership/invite": "Your invitation",
    "membership/join": "Asking to join",
    "membership/leave": "Leaving",
    "membership/revoke-invitation": "Taking an invitation back",
    "membership/stay": "Staying",
    "membership/vouch": "Your vouch",
    "membership/withdraw-vouch": "Withdrawing a vouch",
    "money/accept-offer": "Accepting an offer",
    "money/claim": "Your income",
    "money/decline-offer": "Declining an offer",
    "money/offer": "Your offer",
    "money/pay": "Your payment",
    "money/trust": "Accepting somebody\u2019s money",
    "money/untrust": "Accepting no more of somebody\u2019s money",
    "money/withdraw-offer": "Taking an offer back",
    "records/erase": "Erasing a text",
    "records/publish": "A text of yours",
    "records/set-profile": "Your profile",
    "validators/hurry-change": "Hurrying a change of seats",
    "validators/offer-machine": "Offering a machine",
    "validators/take-seat": "Taking a seat",
    "validators/withdraw-machine": "Withdrawing a machine",
  } satisfies Readonly<Record<PersonActionType, string>>,
};
