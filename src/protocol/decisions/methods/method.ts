import { assert } from "../../kernel/assert.ts";
import type { Policy } from "../../kernel/decision-kind.ts";
import { divCeil } from "../../kernel/integer.ts";
import type { Plain } from "../../kernel/plain.ts";
import { failure, type Result } from "../../kernel/result.ts";
import { decode, encode, type Shape } from "../../kernel/schema.ts";
import type { Why } from "../../kernel/why.ts";
import { BALLOT_BYTES_MAX, COUNTS_MAX, OPTIONS_MAX } from "../types.ts";

/** A whole, in basis points. */
const WHOLE = 10_000;

/** What a decision is decided on beside its ballots. */
export interface DecisionContext {
  readonly policy: Policy;
  /** People in the circle when it was opened. */
  readonly eligible: number;
  /** People of whom the quorum is a share. */
  readonly quorumOf: number;
  /** People who have to say yes at least. */
  readonly leastYes: number;
  /** Options to choose from; 0 where people say yes or no to one thing. */
  readonly options: number;
}

/** Whole numbers that ballots add up to; what each stands for, the method says. */
export type Counts = readonly number[];

/** What a decision comes to. */
export interface Outcome {
  readonly hasPassed: boolean;
  /** The options that are chosen, counted from 1. */
  readonly chosen: readonly number[];
}

/** A step of the way from the counts to the outcome, with its figures. */
export interface Step {
  readonly sentence: string;
  readonly figures: { readonly [name: string]: number };
}

/** What a way of deciding declares. */
export interface MethodDeclared<B> {
  /** Stands in rows; never reused. */
  readonly number: number;
  readonly name: string;
  /** How one answers and what decides, in one sentence. */
  readonly summary: string;
  /** How many options it can be about. */
  readonly options: { readonly least: number; readonly most: number };
  /**
   * What one person answers.
   *
   * Bounds: of one length only, since the length of a hidden row can be seen.
   */
  readonly ballot: Shape<B>;
  /** Says what no ballot with that many options can be, beyond its shape, or nothing. */
  readonly problem: (ballot: B, options: number) => string | undefined;
  /** What nobody's ballots add up to. */
  readonly none: (options: number) => Counts;
  /** The counts with one ballot more; in whatever order ballots come, the counts are the same. */
  readonly add: (counts: Counts, ballot: B, options: number) => Counts;
  /** What the counts come to. */
  readonly outcome: (counts: Counts, context: DecisionContext) => Outcome;
  /** The steps from the counts to the outcome, so that anybody can follow them on paper. */
  readonly trace: (counts: Counts, context: DecisionContext) => readonly Step[];
  /** The rule, the figures and the result in words. */
  readonly why: (counts: Counts, context: DecisionContext) => Why;
  /** A ballot as people read it. */
  readonly words: (ballot: B) => Plain;
  /** The counts by name. */
  readonly figures: (counts: Counts) => { readonly [name: string]: number };
}

/** A way of deciding, for code that handles all of them alike: ballots are bytes. */
export interface Method
  extends Omit<MethodDeclared<never>, "ballot" | "problem" | "add" | "words"> {
  readonly ballot: Shape<unknown>;
  /** Reads a ballot of a decision with that many options, or says what is wrong with it. */
  readBallot(bytes: Uint8Array, options: number): Result<unknown>;
  add(counts: Counts, ballot: unknown, options: number): Counts;
  words(ballot: unknown): Plain;
  /** Writes a ballot from JSON's types or the law's own, as the shape has it. */
  writeBallot(ballot: unknown): Uint8Array;
}

/** All ways of deciding by their number. */
export type Methods = ReadonlyMap<number, Method>;

/**
 * How many have to say yes at least, of all: what every way of deciding asks for.
 *
 * Why here: anyone who adds a way of deciding cannot leave it out by counting it in their own way.
 */
export function neededByQuorum({ policy, quorumOf, leastYes }: DecisionContext): number {
  return Math.max(leastYes, divCeil(quorumOf * policy.quorum, WHOLE));
}

/** Declares a way of deciding. */
export function defineMethod<B>(declared: MethodDeclared<B>): Method {
  const { ballot, problem, add, words, options, number, name } = declared;
  const { fixedSize } = ballot.ssz;
  assert(number >= 1 && number <= 255, `the method ${name} has a number of one byte`);
  assert(fixedSize !== null && fixedSize <= BALLOT_BYTES_MAX, `a ballot of ${name} has one length`);
  assert(options.most <= OPTIONS_MAX, `${name} has ${OPTIONS_MAX} options at most`);
  assert(declared.none(options.most).length <= COUNTS_MAX, `the counts of ${name} fit a row`);
  return {
    ...declared,
    ballot: ballot as Shape<unknown>,
    readBallot(bytes, among) {
      const read = decode(ballot, bytes);
      if (!read.ok) return read;
      const wrong = problem(read.value, among);
      return wrong === undefined ? read : failure(wrong);
    },
    add: (counts, given, among) => add(counts, given as B, among),
    words: (given) => words(given as B),
    writeBallot: (given) => encode(ballot, given as B),
  };
}

/**
 * Puts ways of deciding together.
 *
 * Throws: InvariantError when two have one number.
 */
export function createMethods(list: readonly Method[]): Methods {
  const methods = new Map<number, Method>();
  for (const method of list) {
    assert(!methods.has(method.number), `${method.number} is one method only`);
    methods.set(method.number, method);
  }
  return methods;
}
