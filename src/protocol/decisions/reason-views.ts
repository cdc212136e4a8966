import { decisionId, personId } from "../kernel/ids.ts";
import { pageOf } from "../kernel/page.ts";
import { record } from "../kernel/schema.ts";
import { defineView } from "../kernel/view.ts";
import { reasonOf, reasons } from "./reasons.ts";
import { decisions, openDecisions } from "./types.ts";

/** Why people have answered as they did, once voting has ended, a page after a person. */
export const reasonsView = defineView({
  name: "decisions/reasons",
  summary:
    "Why people have answered a decision as they did, by number, a page after a person (0: the first); nothing while voting lasts.",
  visibility: "everyone",
  hidden: {
    reason:
      "Nobody sees reasons while voting lasts, nor who has given one. It can be checked once voting has ended.",
    isNow: ({ state, query }) => openDecisions.isOpen(state, query.decision),
  },
  query: record({ decision: decisionId, after: personId }),
  read({ state, query: { decision, after } }) {
    if (!decisions.has(state, [decision])) return undefined;
    const given = openDecisions.isOpen(state, decision)
      ? []
      : reasons.behind(state, [decision, after]);
    return pageOf(
      given,
      ({ key }) => key[1],
      ({ key }) => {
        const row = reasonOf(state, decision, key[1]);
        return row && { person: key[1], text: row.text, audience: row.audience, at: row.at };
      },
    );
  },
});

/** The reason that somebody has given, for themselves; for everyone once voting has ended. */
export const reasonView = defineView({
  name: "decisions/reason",
  summary:
    "Why a person has answered a decision as they did; while voting lasts, for that person only.",
  visibility: {
    to: "author-until-closed",
    matter: openDecisions,
    matterOf: ({ decision }) => decision,
    authorOf: ({ person }) => person,
  },
  query: record({ decision: decisionId, person: personId }),
  read({ state, query: { decision, person } }) {
    if (!decisions.has(state, [decision])) return undefined;
    const row = reasonOf(state, decision, person);
    return {
      reason: row === undefined ? null : { text: row.text, audience: row.audience, at: row.at },
    };
  },
});
