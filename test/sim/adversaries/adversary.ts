/** What an adversary reached, as one line of JSON. */
export interface Reached {
  /** What was tried, in a few words. */
  readonly tried: string;
  readonly [figure: string]: unknown;
}

/** Somebody who tries to gain by cheating, by the rules alone. */
export interface Adversary {
  readonly name: string;
  /** What they are after, in a sentence. */
  readonly about: string;
  /** Plays for some years, and tells what each attempt reached. */
  play(years: number): Iterable<Reached>;
}
