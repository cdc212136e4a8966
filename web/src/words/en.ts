import { activity } from "./en/activity.ts";
import { alarm } from "./en/alarm.ts";
import { challenges } from "./en/challenges.ts";
import { check } from "./en/check.ts";
import { decide } from "./en/decide.ts";
import { demoHelpers } from "./en/demo-helpers.ts";
import { edition } from "./en/edition.ts";
import { growth } from "./en/growth.ts";
import { home } from "./en/home.ts";
import { join } from "./en/join.ts";
import { keys } from "./en/keys.ts";
import { live } from "./en/live.ts";
import { helpers } from "./en/machines.ts";
import { money } from "./en/money.ts";
import { about, circles, commands, devices, leave, more, profile, texts } from "./en/more.ts";
import { network } from "./en/network.ts";
import { outcome } from "./en/outcome.ts";
import { parts } from "./en/parts.ts";
import { people } from "./en/people.ts";
import { rules } from "./en/rules.ts";
import { safety } from "./en/safety.ts";
import { shell } from "./en/shell.ts";
import { unfinished } from "./en/unfinished.ts";
import { why } from "./en/why.ts";
import { witnesses } from "./en/witnesses.ts";

/** English: the catalogue that every other language must fill. */
export const en = {
  direction: "ltr" as "ltr" | "rtl",
  about,
  activity,
  alarm,
  challenges,
  check,
  circles,
  commands,
  decide,
  demoHelpers,
  devices,
  edition,
  helpers,
  growth,
  home,
  join,
  keys,
  leave,
  live,
  money,
  more,
  network,
  outcome,
  parts,
  people,
  profile,
  rules,
  shell,
  texts,
  safety,
  unfinished,
  why,
  witnesses,
};
