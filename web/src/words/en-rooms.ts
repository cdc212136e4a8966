import { claim } from "./en/claim.ts";
import { demoHelpers } from "./en/demo-helpers.ts";
import { firstSteps } from "./en/first-steps.ts";
import { join } from "./en/join.ts";
import { about, commands, more, profile, texts } from "./en/more.ts";
import { outcome } from "./en/outcome.ts";
import { rules } from "./en/rules.ts";
import { scan } from "./en/scan.ts";
import { talk } from "./en/talk.ts";
import { why } from "./en/why.ts";
import { witnesses } from "./en/witnesses.ts";

/** English: the sentences that only rooms beyond the first page say. */
export const enRooms = {
  about,
  claim,
  commands,
  demoHelpers,
  firstSteps,
  join,
  more,
  outcome,
  profile,
  rules,
  scan,
  talk,
  texts,
  why,
  witnesses,
};
