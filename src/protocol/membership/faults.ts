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
    remedy: "Whoever left can apply again and is admitted by vouches, like everybody.",
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
    remedy: "Ask whoever invited you for a new link.",
  },
  "invitation-not-proven": {
    number: 13,
    sentence: "The link's secret does not fit this invitation.",
    remedy: "Open the whole link again, exactly as it was sent to you.",
  },
  "not-your-invitation": {
    number: 14,
    sentence: "Somebody else made this invitation.",
    remedy: "Ask whoever made it to take it back.",
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
});
