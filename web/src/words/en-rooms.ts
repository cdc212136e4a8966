import { activity } from "./en/activity.ts";
import { alarm } from "./en/alarm.ts";
import { around } from "./en/around.ts";
import { challenges } from "./en/challenges.ts";
import { check } from "./en/check.ts";
import { circles } from "./en/circles.ts";
import { claim } from "./en/claim.ts";
import { decide } from "./en/decide.ts";
import { demoHelpers } from "./en/demo-helpers.ts";
import { devices } from "./en/devices.ts";
import { edition } from "./en/edition.ts";
import { find } from "./en/find.ts";
import { firstSteps } from "./en/first-steps.ts";
import { growth } from "./en/growth.ts";
import { join } from "./en/join.ts";
import { leave } from "./en/leave.ts";
import { helpers } from "./en/machines.ts";
import { money } from "./en/money.ts";
import { about, commands, more, profile, texts } from "./en/more.ts";
import { network } from "./en/network.ts";
import { outcome } from "./en/outcome.ts";
import { people } from "./en/people.ts";
import { rules } from "./en/rules.ts";
import { safety } from "./en/safety.ts";
import { scan } from "./en/scan.ts";
import { strip } from "./en/strip.ts";
import { talk } from "./en/talk.ts";
import { why } from "./en/why.ts";
import { witnesses } from "./en/witnesses.ts";

/** English: the sentences that are said once the first page stands. */
export const enRooms = {
  about,
  activity,
  alarm,
  around,
  challenges,
  check,
  circles,
  commands,
  claim,
  decide,
  demoHelpers,
  devices,
  edition,
  find,
  firstSteps,
  growth,
  helpers,
  join,
  leave,
  money,
  more,
  network,
  outcome,
  people,
  profile,
  rules,
  safety,
  scan,
  strip,
  talk,
  texts,
  why,
  witnesses,
};
