import { defineFaults } from "../kernel/fault.ts";
import { CIRCLES } from "./types.ts";

/** What the room refuses. */
export const circlesFaults = defineFaults("circles", CIRCLES, {
  "no-such-circle": {
    number: 1,
    sentence: "There is no such circle.",
    remedy: "Look at the list of circles for its number.",
  },
  closed: {
    number: 2,
    sentence: "This circle is closed.",
    remedy: "Open a new circle, or propose it in the circle around it.",
  },
  everyone: {
    number: 3,
    sentence: "Everyone is in the circle of everyone, for as long as they are members.",
    remedy: "Invite people, vouch for them, or leave the community itself.",
  },
  "not-its-own": {
    number: 4,
    sentence: "Only the circle itself or the circle around it may decide this.",
    remedy: "Propose it in the circle that it concerns.",
  },
  "already-in": {
    number: 5,
    sentence: "This person is in the circle already.",
    remedy: "Nothing needs to be done.",
  },
  "not-in-circle": {
    number: 6,
    sentence: "This person is not in the circle.",
    remedy: "Look at the circle's page for who is in it.",
  },
  "circle-full": {
    number: 7,
    sentence: "The circle has as many people as a circle may have.",
    remedy: "Open a circle within it, and meet there.",
  },
  "too-many-circles": {
    number: 8,
    sentence: "There are as many circles here as there may be.",
    remedy: "Close or leave a circle that nobody needs any more.",
  },
  "too-deep": {
    number: 9,
    sentence: "Circles within circles would lie too deep.",
    remedy: "Open the circle further up.",
  },
  "has-circles": {
    number: 10,
    sentence: "There are open circles within this circle.",
    remedy: "Close those first.",
  },
  "no-purpose": {
    number: 11,
    sentence: "A circle or a role needs a purpose.",
    remedy: "Publish a text that says what it is for, then propose it.",
  },
  "no-such-role": {
    number: 12,
    sentence: "There is no such role.",
    remedy: "Look at the circle's page for its roles.",
  },
  "too-many-roles": {
    number: 13,
    sentence: "The circle has as many roles as it may ever have.",
    remedy: "Fill one of its roles instead of adding another.",
  },
  "term-too-long": {
    number: 14,
    sentence: "Nobody holds a role for that long.",
    remedy: "Choose an earlier end; the role can be given again.",
  },
  "term-too-short": {
    number: 15,
    sentence: "The term would be over before it began.",
    remedy: "Choose a later end.",
  },
  "role-empty": {
    number: 16,
    sentence: "Nobody holds this role.",
    remedy: "Nothing needs to be done.",
  },
  "policy-out-of-bounds": {
    number: 17,
    sentence: "No circle may decide in this way.",
    remedy: "Choose figures within the bounds.",
  },
  "policy-unchanged": {
    number: 18,
    sentence: "The circle decides in this way already.",
    remedy: "Choose something else, or leave it as it is.",
  },
  "policy-replaced": {
    number: 19,
    sentence: "The circle decides in another way than the one that this was to replace.",
    remedy: "Look at how the circle decides now, and propose the change again.",
  },
  "not-offered": {
    number: 20,
    sentence: "Nothing of this kind stands offered to you.",
    remedy: "Look at what is offered to you on your own page; an offer lapses after 30 days.",
  },
  "already-offered": {
    number: 21,
    sentence: "This person has the place on offer already.",
    remedy: "Ask them to accept it, or wait until it lapses.",
  },
});
