import { count, isolate, plural } from "../format.ts";

const helpers = (all: number): string => plural(all, { one: "# helper", other: "# helpers" });

/** In a demonstration: helpers to stop and start, and what comes of it. */
export const demoHelpers = {
  title: "Stop and start helpers",
  lead: "Here every helper is a program on this computer. Stop one, stop two, start them again, and watch what happens.",
  goesOn: (running: number, all: number): string =>
    `${count(running)} of ${helpers(all)} agree: everything goes on.`,
  stands: (running: number, all: number): string =>
    `${count(running)} of ${helpers(all)}: nothing new can be agreed on. Reading and proving still work; what you do is kept.`,
  needed: (quorum: number): string => `${count(quorum)} are needed for each new page.`,
  newest: (height: number): string => `Page ${count(height)} of the record is the newest.`,
  age: (seconds: number): string =>
    `It came ${plural(seconds, { one: "# second", other: "# seconds" })} ago.`,
  name: (helper: number, name: string): string => `Helper ${count(helper)}: ${isolate(name)}`,
  states: {
    starting: "is starting",
    running: "runs",
    paused: "pauses",
    stopping: "is stopping",
    stopped: "is stopped",
  },
  signed: "Its signature is on the newest pages.",
  notSigned: "Its signature is missing on the newest pages.",
  here: "This page comes from it. To stop it, open the page of another helper.",
  open: (helper: number): string => `Open the page of helper ${count(helper)}`,
  stop: (helper: number): string => `Stop helper ${count(helper)}`,
  start: (helper: number): string => `Start helper ${count(helper)}`,
  pause: (helper: number): string => `Pause helper ${count(helper)}`,
  resume: (helper: number): string => `Let helper ${count(helper)} go on`,
};
