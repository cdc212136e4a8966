import type { Story } from "./recorder.ts";
import { challengesStories } from "./stories/challenges.ts";
import { circlesStories } from "./stories/circles.ts";
import { constitutionStories } from "./stories/constitution.ts";
import { conversationStories } from "./stories/conversation.ts";
import { decisionsStories } from "./stories/decisions.ts";
import { identityStories } from "./stories/identity.ts";
import { membershipStories } from "./stories/membership.ts";
import { moneyStories } from "./stories/money.ts";
import { recordsStories } from "./stories/records.ts";
import { validatorsStories } from "./stories/validators.ts";

/** All stories that are kept as vectors; each room has its own file. */
export const stories: readonly Story[] = [
  ...constitutionStories,
  ...identityStories,
  ...membershipStories,
  ...circlesStories,
  ...moneyStories,
  ...recordsStories,
  ...validatorsStories,
  ...decisionsStories,
  ...challengesStories,
  ...conversationStories,
];
