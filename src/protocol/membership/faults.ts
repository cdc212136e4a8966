import { defineFaults } from "../kernel/fault.ts";
import { MEMBERSHIP } from "./types.ts";

/** What the room refuses. */
export const membershipFaults = defineFaults("membership", MEMBERSHIP, {
  "not-a-member": {
    number: 1,
    sentence: "Only members can do this, and this person is none.",
    remedy: "Ask a member for an invitation, or apply with the key that you have.",
  },
  "not-yet-admitted": {
    number: 2,
    sentence: "This person has applied but is not admitted yet.",
    remedy: "Ask members who know you well to vouch for you.",
  },
  "has-left": {
    number: 3,
    sentence: "This person has left the community.",
    remedy: "Anyone who left can apply again and is admitted by vouches, like everybody.",
  },
  "no-such-person": {
    number: 4,
    sentence: "Nobody here has this number.",
    remedy: "Choose the person from the list of people.",
  },
  "not-for-yourself": {
    number: 5,
    sentence: "Nobody vouches for themselves.",
    remedy: "Ask somebody who knows you well.",
  },
  "already-vouched": {
    number: 6,
    sentence: "You have already vouched for this person.",
    remedy: "There is nothing to do until that vouch ends; then you can vouch again.",
  },
  "no-such-vouch": {
    number: 7,
    sentence: "You have not vouched for this person.",
    remedy: "Look at the list of your vouches; it may have been withdrawn already.",
  },
  "too-new-to-vouch": {
    number: 8,
    sentence: "You joined too recently to vouch for others.",
    remedy: "Wait until the newcomers' time is over, or ask somebody who has been here longer.",
  },
  "vouched-recently": {
    number: 9,
    sentence: "You vouched for somebody a short while ago.",
    remedy: "Wait until the pause between two vouches is over; the date is shown.",
  },
  "too-many-vouches": {
    number: 10,
    sentence: "You have as many vouches as one person may have at once.",
    remedy: "Withdraw one that you no longer stand by, or wait until one ends.",
  },
  "no-such-invitation": {
    number: 11,
    sentence: "There is no such invitation.",
    remedy: "Check the link, or ask for a new one.",
  },
  "invitation-closed": {
    number: 12,
    sentence: "This invitation has ended, is used up or was taken back.",
    remedy: "Ask the person who invited you for a new link.",
  },
  "invitation-not-proven": {
    number: 13,
    sentence: "The link's secret does not fit this invitation.",
    remedy: "Open the whole link again, exactly as it was sent to you.",
  },
  "not-your-invitation": {
    number: 14,
    sentence: "Somebody else made this invitation.",
    remedy: "Ask the person who made it to take it back.",
  },
  "too-many-invitations": {
    number: 15,
    sentence: "You have as many open invitations as one person may have.",
    remedy: "Take one back, or wait until one has been used or has ended.",
  },
  "invitation-too-long": {
    number: 16,
    sentence: "The invitation would stay open for longer than the rules allow.",
    remedy: "Choose an earlier end.",
  },
  "ends-too-soon": {
    number: 17,
    sentence: "The invitation would be over before it began.",
    remedy: "Choose a later end.",
  },
  "useless-invitation": {
    number: 18,
    sentence: "An invitation that nobody can use is none.",
    remedy: "Choose for how many people it is: one or more.",
  },
  "bad-key": {
    number: 19,
    sentence: "These bytes cannot be a public key, or the same key stands for two things.",
    remedy: "Make a new key on this device.",
  },
  "already-here": {
    number: 20,
    sentence: "You are a member, or have applied already.",
    remedy: "There is nothing to do; vouches decide about an application.",
  },
  "barred-from-vouching": {
    number: 21,
    sentence:
      "You may not vouch for a while, because somebody was here by your vouch who must not be.",
    remedy: "Wait until the date that is shown, or ask somebody else to vouch.",
  },
  "invitation-too-wide": {
    number: 22,
    sentence: "The invitation is for more people than one invitation may be.",
    remedy: "Choose fewer, and make another when it is used up.",
  },
  "too-many-applications": {
    number: 23,
    sentence: "Too many applications by this member's invitations are open.",
    remedy: "Wait until some are admitted or lapse, or ask another member for an invitation.",
  },
  "no-phase": {
    number: 24,
    sentence: "No phase with places runs now.",
    remedy: "Vouch as usual; everyone together can decide on a growing phase.",
  },
  "no-places": {
    number: 25,
    sentence: "You have no places of your own, or not as many.",
    remedy: "Look at how many are left, and choose no more than these.",
  },
  "same-places": {
    number: 26,
    sentence: "You both spend the same places already.",
    remedy: "There is nothing to hand over: anyone who came by your places can spend them too.",
  },
  "phase-runs": {
    number: 27,
    sentence: "A phase runs already.",
    remedy: "Wait until it is over.",
  },
  "grew-recently": {
    number: 28,
    sentence: "The community grew by a phase a short while ago.",
    remedy: "Wait until the pause between two growing phases is over; the date is shown.",
  },
  "not-heard": {
    number: 29,
    sentence: "This member was not heard, or it is too long ago.",
    remedy:
      "Tell them why first; from three days after that, for half a year, it may be proposed to everyone.",
  },
  "hearing-open": {
    number: 30,
    sentence: "This member is being heard already.",
    remedy: "Read the reason that they were told; a new hearing can begin when this one has ended.",
  },
  "no-hearing": {
    number: 31,
    sentence: "Nobody wants to exclude you.",
    remedy: "There is nothing to answer.",
  },
  "only-everyone": {
    number: 32,
    sentence: "Only everyone together can do this.",
    remedy: "Propose it to everyone instead of to a circle.",
  },
  "called-recently": {
    number: 33,
    sentence: "You called somebody to a hearing a short while ago.",
    remedy: "Wait until 30 days have passed, or ask another member who saw it too.",
  },
  "no-reason": {
    number: 34,
    sentence: "Zeros are not the hash of a text.",
    remedy: "Publish the text first, then give its hash.",
  },
  "recovery-not-proven": {
    number: 35,
    sentence: "The recovery key has not shown that it is your own.",
    remedy: "Make a new recovery file and join with it.",
  },
  "leaving-already": {
    number: 36,
    sentence: "You are leaving already; the day is shown.",
    remedy:
      "Stay, if it was not you; or say so with your recovery file and a device that you have had for long, to leave at once.",
  },
  "stayed-lately": {
    number: 37,
    sentence: "Another of your keys, which ranks before this one, called your leaving off lately.",
    remedy: "Leave with that key or one before it, or wait until the day that is shown.",
  },
  "not-leaving": {
    number: 38,
    sentence: "You are not leaving.",
    remedy: "There is nothing to call off; you belong as before.",
  },
});
