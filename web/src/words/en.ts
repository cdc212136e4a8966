import { activity } from "./en/activity.ts";
import { alarm } from "./en/alarm.ts";
import { challenges } from "./en/challenges.ts";
import { check } from "./en/check.ts";
import { circles } from "./en/circles.ts";
import { decide } from "./en/decide.ts";
import { devices } from "./en/devices.ts";
import { edition } from "./en/edition.ts";
import { growth } from "./en/growth.ts";
import { home } from "./en/home.ts";
import { keys } from "./en/keys.ts";
import { leave } from "./en/leave.ts";
import { live } from "./en/live.ts";
import { helpers } from "./en/machines.ts";
import { money } from "./en/money.ts";
import { network } from "./en/network.ts";
import { parts } from "./en/parts.ts";
import { people } from "./en/people.ts";
import { safety } from "./en/safety.ts";
import { shell } from "./en/shell.ts";
import { unfinished } from "./en/unfinished.ts";

/** English: the catalogue that every other language must fill. */
export const en = {
  direction: "ltr" as "ltr" | "rtl",
  activity,
  alarm,
  challenges,
  check,
  circles,
  decide,
  devices,
  edition,
  helpers,
  growth,
  home,
  keys,
  leave,
  live,
  money,
  network,
  parts,
  people,
  shell,
  safety,
  unfinished,
};
