/**
 * What a dot says of a person.
 *
 * Shape: `here` has answered or is present without saying how; `silent` and `away` are hollow.
 */
export type Tone = "here" | "yes" | "no" | "neither" | "silent" | "away";

/** A number of people of whom the same is said, with the words for it. */
export interface DotGroup {
  readonly tone: Tone;
  readonly count: number;
  readonly label: string;
}
