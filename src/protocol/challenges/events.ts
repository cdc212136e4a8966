import { defineEvent } from "../kernel/event.ts";
import { challengeId, personId } from "../kernel/ids.ts";
import { list, moment, u32 } from "../kernel/schema.ts";
import { ACCUSED_MAX, outcome, way } from "./types.ts";

/** Jurors who are drawn at once at most. */
const JURORS_MAX = 25;

/** Somebody says that people must not be here, and looks for supporters. */
export const opened = defineEvent(
  "challenges/opened",
  { challenge: challengeId, by: personId, accused: list(personId, ACCUSED_MAX), needed: u32 },
  "everyone",
);
/** A member supports a challenge. */
export const supported = defineEvent(
  "challenges/supported",
  { challenge: challengeId, by: personId },
  "everyone",
);
/** Anyone who opened a challenge has taken it back. */
export const withdrawn = defineEvent(
  "challenges/withdrawn",
  { challenge: challengeId, by: personId },
  "everyone",
);
/** A challenge found too few supporters, or nobody was left whom it could be about. */
export const lapsed = defineEvent("challenges/lapsed", { challenge: challengeId }, "everyone");
/** A challenge has enough supporters; the accused have time to answer. */
export const begun = defineEvent(
  "challenges/begun",
  { challenge: challengeId, accused: list(personId, ACCUSED_MAX), way, until: moment },
  "everyone",
);
/** Anyone who is named has longer to answer, or the lot of the jury still waits. */
export const hearingProlonged = defineEvent(
  "challenges/hearing-prolonged",
  { challenge: challengeId, until: moment },
  "everyone",
);
/** Somebody has answered a challenge against them. */
export const answered = defineEvent(
  "challenges/answered",
  { challenge: challengeId, person: personId },
  "everyone",
);
/** Those who judge a challenge can answer from now on. */
export const votingOpened = defineEvent(
  "challenges/voting-opened",
  { challenge: challengeId, way, closesAt: moment },
  "everyone",
);
/** Members were drawn for a jury. */
export const jurorsDrawn = defineEvent(
  "challenges/jurors-drawn",
  { challenge: challengeId, drawn: list(personId, JURORS_MAX), until: moment },
  "everyone",
);
/** Somebody has judged; how, stays in the ballots. */
export const judged = defineEvent(
  "challenges/judged",
  { challenge: challengeId, person: personId },
  "everyone",
);
/** What came of a challenge for one person, as far as nobody appeals. */
export const decided = defineEvent(
  "challenges/decided",
  { challenge: challengeId, person: personId, outcome },
  "everyone",
);
/** Somebody who is to go has called on everyone. */
export const appealed = defineEvent(
  "challenges/appealed",
  { challenge: challengeId, person: personId },
  "everyone",
);
/** The time to call on everyone goes on, since somebody's keys were frozen meanwhile. */
export const appealProlonged = defineEvent(
  "challenges/appeal-prolonged",
  { challenge: challengeId, until: moment },
  "everyone",
);
/** Everyone can answer an appeal from now on. */
export const appealOpened = defineEvent(
  "challenges/appeal-opened",
  { challenge: challengeId, until: moment },
  "everyone",
);
/** A challenge is over. */
export const ended = defineEvent("challenges/ended", { challenge: challengeId }, "everyone");
/** The reason of a challenge was erased at the wish of somebody whom it named. */
export const reasonErased = defineEvent(
  "challenges/reason-erased",
  { challenge: challengeId, person: personId },
  "everyone",
);
