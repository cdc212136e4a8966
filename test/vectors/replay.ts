import { createTree, editionOf, folkmootLaw, fromPlain, toHex, toPlain } from "#protocol/index.js";
import { keyOf, testHasher } from "#protocol/testing/test-keys.js";
import { foundTestLaw, outcomeOf, TEST_START, type TestLaw } from "#protocol/testing/test-law.js";
import type { Vector, VectorPause, VectorRow, VectorStep } from "./vector.ts";

/** Founds the community of a vector, under the edition in which it happens. */
export function foundFor({
  people,
  founding,
  machines,
  edition = 1,
}: Pick<Vector, "people" | "founding" | "machines" | "edition">): TestLaw {
  const law = editionOf(folkmootLaw, edition);
  if (law === undefined) throw new Error(`there is no edition ${edition}`);
  const keys = Array.from({ length: people }, (_, at) => keyOf(`person ${at + 1}`));
  const parts: { [room: string]: unknown } = {};
  for (const [name, plain] of Object.entries(founding)) {
    const declared = law.rooms.find((room) => room.name === name)?.founding;
    if (declared === undefined) throw new Error(`founding: there is no room ${name}`);
    const whole = { ...(toPlain(declared.empty) as object), ...(plain as object) };
    const part = fromPlain<unknown>(declared.shape, whole as never);
    if (!part.ok) throw new Error(`founding: ${name}: ${part.reason}`);
    parts[name] = part.value;
  }
  const signing = Array.from({ length: machines ?? 0 }, (_, at) => keyOf(`machine ${at + 1}`));
  return foundTestLaw(keys, parts, law, machines === undefined ? undefined : signing);
}

/** Does one step and returns what came of it. */
export function doStep(
  testLaw: TestLaw,
  step: Omit<VectorStep, "outcome"> | VectorPause,
): string | undefined {
  letTimePass(testLaw, step.at);
  if (step.type === undefined) return undefined;
  const action = testLaw.law.actionByType.get(step.type);
  if (action === undefined) throw new Error(`there is no action ${step.type}`);
  const input = fromPlain(action.input, step.input);
  if (!input.ok) throw new Error(`${step.type}: ${input.reason}`);
  if (step.machine !== undefined) {
    return outcomeOf(testLaw.say(keyOf(step.machine), step.type, input.value));
  }
  const { person, device = 0 } = step;
  if (step.key === undefined) return outcomeOf(testLaw.act(person, step.type, input.value));
  const key = keyOf(step.key);
  if (person !== 0)
    return outcomeOf(testLaw.actWith({ person, device, key }, step.type, input.value));
  const receipt = testLaw.join(key, step.type, input.value);
  if (receipt.code === 0) testLaw.keys[receipt.person - 1] = key;
  return outcomeOf(receipt);
}

function letTimePass(testLaw: TestLaw, at: number): void {
  const moment = TEST_START + at;
  if (moment < testLaw.now) throw new Error("time does not go back");
  if (moment > testLaw.now) testLaw.pass(moment - testLaw.now);
}

/** What a vector came to. */
export interface Replayed {
  readonly outcomes: readonly (string | undefined)[];
  readonly after: Vector["after"];
  readonly root: string;
  readonly testLaw: TestLaw;
}

/** Does all that a vector tells. */
export function replay(vector: Vector): Replayed {
  const testLaw = foundFor(vector);
  const outcomes = vector.steps.map((step) => doStep(testLaw, step));
  testLaw.assertSound();
  const after = rowsOf(testLaw, Object.keys(vector.after));
  return { outcomes, after, root: rootOf(testLaw), testLaw };
}

/** Reads all rows of some tables in plain form. */
export function rowsOf(testLaw: TestLaw, tables: readonly string[]): Vector["after"] {
  const after: { [table: string]: readonly VectorRow[] } = {};
  for (const name of tables) {
    const table = testLaw.law.tableByName.get(name);
    if (table === undefined) throw new Error(`there is no table ${name}`);
    const rows = testLaw.state.scan(table, table.keyBytes([]), table.endBytes([]));
    after[name] = [...rows].map(({ key, row }) => {
      return { key: toPlain(table.readKey(key)), row: toPlain(row) };
    });
  }
  return after;
}

/** Computes the root of the tree that holds the whole state. */
export function rootOf(testLaw: TestLaw): string {
  const tree = createTree(testHasher);
  return toHex(tree.root(tree.apply(tree.empty, testLaw.state.changes())));
}
