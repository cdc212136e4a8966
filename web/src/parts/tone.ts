/**
 * What a dot says of a person.
 *
 * Shape: `here` has answered or is present without saying how; `silent`, `away` and `free` are hollow.
 */
export type Tone = "here" | "yes" | "no" | "neither" | "silent" | "away" | "free";

/** A number of people of whom the same is said, with the words for it. */
export interface DotGroup {
  readonly tone: Tone;
  readonly count: number;
  readonly label: string;
}

/** One entry for each person, in the order of the groups. */
export const tonesOf = (groups: readonly DotGroup[]): readonly Tone[] =>
  groups.flatMap(({ tone, count }) => Array.from({ length: count }, () => tone));

/** Where the person who looks stands: the last of their tone; -1 where they are nowhere. */
export const yourPlace = (tones: readonly Tone[], you: Tone | undefined): number =>
  you === undefined ? -1 : tones.lastIndexOf(you);
