import type { Adversary } from "./adversary.ts";
import { bribedLot } from "./bribed-lot.ts";
import { colluders } from "./colluders.ts";
import { entrenchers } from "./entrenchers.ts";
import { flooders } from "./flooders.ts";
import { growers } from "./growers.ts";
import { hogs } from "./hogs.ts";
import { minority } from "./minority.ts";
import { operator } from "./operator.ts";
import { scanner, spammer } from "./spammer.ts";
import { squatters } from "./squatters.ts";
import { talkers } from "./talkers.ts";
import { thief } from "./thief.ts";
import { unseaters } from "./unseaters.ts";
import { watchers } from "./watchers.ts";

/** Everybody who tries to gain by cheating, by name. */
export const adversaries: readonly Adversary[] = [
  colluders,
  growers,
  squatters,
  spammer,
  scanner,
  flooders,
  watchers,
  unseaters,
  bribedLot,
  hogs,
  operator,
  thief,
  minority,
  entrenchers,
  talkers,
];

/** Lets one of them play, and prints what each attempt reached. */
export function playAdversary(name: string, years: number): boolean {
  const adversary = adversaries.find((one) => one.name === name);
  if (adversary === undefined) {
    const names = adversaries.map((one) => one.name).join(", ");
    console.error(`--adversary takes one of ${names}, not ${name}`);
    return false;
  }
  for (const reached of adversary.play(years)) {
    console.log(JSON.stringify({ adversary: name, ...reached }));
  }
  return true;
}
