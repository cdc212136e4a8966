import type { Books } from "./books.ts";

/** An action as the auditor sees it: who does what, when. */
export interface Act<I> {
  readonly author: number;
  /** The number of the key that signed; 0 where no person acts. */
  readonly device: number;
  readonly input: I;
  readonly now: number;
  /** The decision by which a circle acts. */
  readonly decision?: number;
}

/** What the auditor thinks of one kind of action. */
export interface Opinion {
  /** Whether it knows every reason to refuse; else only that some must be refused. */
  readonly isWhole: boolean;
  /** Says why it must not be done, or nothing. */
  objection(books: Books, act: Act<never>): string | undefined;
  /** Writes into the books what it brings about. */
  apply(books: Books, act: Act<never>): void;
}

interface Declared<I> {
  readonly isWhole: boolean;
  readonly objection: (books: Books, act: Act<I>) => string | undefined;
  readonly apply: (books: Books, act: Act<I>) => void;
}

/** Declares an opinion on actions with an input of a shape. */
export function opinion<I>(declared: Declared<I>): Opinion {
  return declared as unknown as Opinion;
}

/** Opinions by the type of action. */
export type Opinions = { readonly [type: string]: Opinion };

/** The first objection of a list of statements that must be true. */
export function unless(
  ...statements: readonly (readonly [isTrue: boolean, otherwise: string])[]
): string | undefined {
  return statements.find(([isTrue]) => !isTrue)?.[1];
}
