import { peopleOf } from "../kernel/account.ts";
import type { Event } from "../kernel/event.ts";
import type { Due } from "../kernel/room.ts";
import { offerReturned } from "./events.ts";
import { endOffer } from "./offering.ts";
import { due } from "./types.ts";

/** Offers that go back at the start of one block at most; the rest follow in the next. */
export const RETURNS_MAX = 1000;

/** Offers that nobody answered go back when their time is over. */
export const offersGoBack: Due = {
  next(state) {
    for (const { key } of due.entries(state, [])) return key[0];
    return undefined;
  },
  run({ state, now }) {
    const over: number[] = [];
    for (const { key } of due.entries(state, [])) {
      if (key[0] > now || over.length === RETURNS_MAX) break;
      over.push(key[1]);
    }
    return over.map((offer): Event => {
      const ended = endOffer(state, offer, "from");
      return offerReturned(peopleOf([ended.from, ended.to]), ended);
    });
  },
};
