import { defineEvent } from "../kernel/event.ts";
import { decisionId, personId } from "../kernel/ids.ts";
import { openDecisions } from "./types.ts";

/** Somebody says another reason for their answer, or none any more, after the end. */
export const reasonChanged = defineEvent(
  "decisions/reason-changed",
  { decision: decisionId, person: personId },
  {
    to: "author-until-closed",
    matter: openDecisions,
    matterOf: ({ decision }) => decision,
    authorOf: ({ person }) => person,
  },
);
