import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { toPlain } from "#protocol/index.js";
import { testSalts } from "#protocol/testing/sign-action.js";
import type { TestLaw } from "#protocol/testing/test-law.js";
import { doStep, foundFor, rootOf, rowsOf } from "./replay.ts";
import { VECTORS, type Vector, type VectorStep } from "./vector.ts";

/** A story that becomes a vector. */
export interface Story {
  /** Room and file, such as `constitution/income-rises`. */
  readonly file: string;
  readonly name: string;
  readonly people: number;
  /** The edition of the law under which it happens; the first unless it is said. */
  readonly edition?: number;
  readonly machines?: number;
  readonly founding?: Vector["founding"];
  /** Rooms whose tables the vector shows. */
  readonly shows: readonly string[];
  readonly tell: (narrator: Narrator) => void;
}

/** A person's key that is made from a word, and its number among theirs. */
export interface WordHolder {
  readonly person: number;
  readonly device: number;
  readonly key: string;
}

/** Tells a story; what is told also happens. */
export interface Narrator {
  readonly testLaw: TestLaw;
  /** Lets time pass. */
  wait(milliseconds: number): void;
  /** Somebody does something, and this must come of it. */
  act(person: number, type: string, input: unknown, outcome?: string): void;
  /** The machine with the key of a word says something by itself. */
  say(machine: string, type: string, input: unknown, outcome?: string): void;
  /** Somebody does something with another of their keys, that of a word. */
  actWith(holder: WordHolder, type: string, input: unknown, outcome?: string): void;
  /** Somebody joins with the key of a word. */
  join(word: string, type: string, input: unknown, outcome?: string): void;
}

/** Lets a story happen and writes down what came of it. */
export function record(story: Story): Vector {
  const { name, people, edition, machines, founding = {} } = story;
  const begun = {
    name,
    people,
    ...(edition === undefined ? {} : { edition }),
    ...(machines === undefined ? {} : { machines }),
  };
  const testLaw = foundFor({ ...begun, founding });
  const steps: Vector["steps"][number][] = [];
  let at = 0;
  const take = (step: Omit<VectorStep, "outcome">, expected: string): void => {
    const outcome = doStep(testLaw, step);
    if (outcome !== expected) throw new Error(`${story.file}: ${step.type}: ${outcome}`);
    steps.push({ ...step, outcome: expected });
  };
  const whole = (type: string, input: unknown) => {
    const action = testLaw.law.actionByType.get(type);
    if (action === undefined) throw new Error(`no action ${type}`);
    return toPlain(testSalts(action.input, input, steps.length));
  };
  story.tell({
    testLaw,
    wait(milliseconds) {
      at += milliseconds;
      doStep(testLaw, { at });
      steps.push({ at });
    },
    act: (person, type, input, outcome = "done") =>
      take({ at, person, type, input: whole(type, input) }, outcome),
    say: (machine, type, input, outcome = "done") =>
      take({ at, person: 0, machine, type, input: whole(type, input) }, outcome),
    actWith: (holder, type, input, outcome = "done") =>
      take({ at, ...holder, type, input: whole(type, input) }, outcome),
    join: (key, type, input, outcome = "done") =>
      take({ at, person: 0, key, type, input: whole(type, input) }, outcome),
  });
  const shown = testLaw.law.rooms.filter((room) => story.shows.includes(room.name));
  const tables = shown.flatMap((room) => room.tables.map((table) => table.name));
  const after = rowsOf(testLaw, tables);
  return { ...begun, founding, steps, after, root: rootOf(testLaw) };
}

/**
 * Writes a vector; one that is there already is never changed.
 *
 * Throws: when the story has come to tell something else, which is a change of the law.
 */
export function keep(story: Story): "new" | "same" {
  return keepText(
    join(VECTORS, `${story.file}.json`),
    `${JSON.stringify(record(story), null, 1)}\n`,
  );
}

/** Writes a file of vectors; throws when one that says something else is there already. */
export function keepText(file: string, text: string): "new" | "same" {
  const kept = readIfThere(file);
  if (kept === text) return "same";
  if (kept !== undefined) throw new Error(`${file} tells something else; vectors never change`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return "new";
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
