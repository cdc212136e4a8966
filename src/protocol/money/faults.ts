import { defineFaults } from "../kernel/fault.ts";
import { MONEY } from "./types.ts";

/** What the room refuses. */
export const moneyFaults = defineFaults("money", MONEY, {
  "nothing-to-claim": {
    number: 1,
    sentence: "No full hour of income has passed since you last collected.",
    remedy: "Collect again after the next full hour; nothing is lost by waiting.",
  },
  "not-yet": {
    number: 2,
    sentence: "This moment has not come yet.",
    remedy: "Choose a moment that has passed, or 0 for now.",
  },
  "no-such-person": {
    number: 3,
    sentence: "Nobody here has this number.",
    remedy: "Choose the person from the list of people.",
  },
  "own-currency": {
    number: 4,
    sentence: "Everybody takes their own currency always.",
    remedy: "There is nothing to do.",
  },
  "ends-too-soon": {
    number: 5,
    sentence: "The trust would be over before it began.",
    remedy: "Choose a later end.",
  },
  "trust-too-long": {
    number: 6,
    sentence: "The trust would last for longer than the rules allow.",
    remedy: "Choose an earlier end; trust can be given again.",
  },
  "no-such-trust": {
    number: 7,
    sentence: "You have not said that you take this currency.",
    remedy: "Look at the list of whom you trust; it may have been taken back already.",
  },
  "to-yourself": {
    number: 8,
    sentence: "This would go from an account to itself.",
    remedy: "Choose somebody else.",
  },
  "empty-payment": {
    number: 9,
    sentence: "A payment of nothing is none.",
    remedy: "Choose an amount above zero.",
  },
  "currency-twice": {
    number: 10,
    sentence: "The payment names the same currency twice.",
    remedy: "Put the two amounts together into one.",
  },
  insufficient: {
    number: 11,
    sentence: "You do not hold that much of this currency.",
    remedy: "Pay less, collect your income first, or pay in another currency that is taken.",
  },
  "not-trusted": {
    number: 12,
    sentence: "The receiver has not said that they take this currency.",
    remedy:
      "Ask them to trust it, pay in a currency that they take, or make an offer that they can accept.",
  },
  "cap-reached": {
    number: 13,
    sentence: "The receiver would then hold more of this currency than they want to.",
    remedy: "Pay less of it, pay in another currency, or make an offer that they can accept.",
  },
  "too-many-offers": {
    number: 14,
    sentence: "As many of your offers wait as one account may have waiting.",
    remedy: "Withdraw one, or wait until one has been answered or goes back.",
  },
  "no-such-offer": {
    number: 15,
    sentence: "No such offer waits.",
    remedy: "Look at the list of offers; it may have been answered or have gone back.",
  },
  "not-your-offer": {
    number: 16,
    sentence: "This offer is between others.",
    remedy: "Look at the list of your own offers.",
  },
  "offer-ended": {
    number: 17,
    sentence: "The offer's time is over; the money goes back.",
    remedy: "Ask for a new offer.",
  },
  "no-such-account": {
    number: 18,
    sentence: "There is no account with this number.",
    remedy: "Choose the circle from the list of circles.",
  },
  "circle-closed": {
    number: 19,
    sentence: "This circle is closed; it receives nothing more.",
    remedy: "Pay the circle around it, or a person.",
  },
  "circle-open": {
    number: 20,
    sentence: "This circle is open; what it holds is its own.",
    remedy: "Ask that circle to decide about its money.",
  },
  "not-around": {
    number: 21,
    sentence:
      "What a closed circle held goes to the nearest open circle around it, and to no other.",
    remedy: "Ask the circle around it to decide.",
  },
  "nothing-held": {
    number: 22,
    sentence: "This circle holds no money.",
    remedy: "There is nothing to do.",
  },
});
