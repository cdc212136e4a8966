import type { Opinions } from "../opinion.ts";
import { challengeOpinions } from "./challenges.ts";
import { conversationOpinions } from "./conversation.ts";
import { decidingOpinions } from "./deciding.ts";
import { editionOpinions, rehearsalOpinions } from "./editions.ts";
import { effectOpinions } from "./effects.ts";
import { keyOpinions } from "./keys.ts";
import { machineOpinions, seatOpinions, wordOpinions } from "./machines.ts";
import { circleMoneyOpinions, moneyOpinions } from "./money.ts";
import { peopleOpinions } from "./people.ts";
import { reasonOpinions } from "./reasons.ts";
import { writingOpinions } from "./writing.ts";

/** What the auditor thinks of everything that a person does. */
export const personOpinions: Opinions = {
  ...peopleOpinions,
  ...keyOpinions,
  ...moneyOpinions,
  ...machineOpinions,
  ...decidingOpinions,
  ...reasonOpinions,
  ...writingOpinions,
  ...challengeOpinions,
  ...conversationOpinions,
};

/** What it thinks of everything that a circle does by a decision. */
export const circleOpinions: Opinions = {
  ...editionOpinions,
  ...effectOpinions,
  ...seatOpinions,
  ...circleMoneyOpinions,
};

/** What it thinks of everything that a machine says by itself. */
export const machineWordOpinions = { ...wordOpinions, ...rehearsalOpinions };
