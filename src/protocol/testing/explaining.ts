import { present } from "../kernel/assert.ts";
import type { Plain } from "../kernel/plain.ts";
import type { Why } from "../kernel/why.ts";
import type { TestLaw } from "./test-law.ts";

/** Who is about to act: a person or circle by number, or a person with one of their keys. */
export type Author = number | { readonly author: number; readonly device: number };

/** Explains an action now, as a node does before somebody signs it. */
export function explained(testLaw: TestLaw, by: Author, type: string, input: object = {}): Why {
  return declared(testLaw, type).why(contextOf(testLaw, by, input));
}

/** The code of the fault of which a node warns before somebody signs an action, or "done". */
export function warned(testLaw: TestLaw, by: Author, type: string, input: object = {}): string {
  return declared(testLaw, type).check(contextOf(testLaw, by, input))?.fault.code ?? "done";
}

/** The figures with which an action is explained, by their names. */
export function figures(
  testLaw: TestLaw,
  by: Author,
  type: string,
  input: object = {},
): { readonly [name: string]: Plain } {
  const { inputs } = explained(testLaw, by, type, input);
  return Object.fromEntries(inputs.map(({ name, value }) => [name, value]));
}

/** What comes of an action, in the sentence with which it is explained. */
export function promised(testLaw: TestLaw, by: Author, type: string, input: object = {}): string {
  return explained(testLaw, by, type, input).result;
}

function declared({ law }: TestLaw, type: string) {
  return present(law.actionByType.get(type), `no action ${type}`);
}

/** What an action looks at; its input is taken as it is. */
function contextOf(testLaw: TestLaw, by: Author, input: object): never {
  const who = typeof by === "number" ? { author: by, device: 0 } : by;
  const around = { ...testLaw.stateMachine.ruleContext(testLaw.now), ...who, state: testLaw.state };
  return { ...around, decision: 0, proposedAt: testLaw.now, input } as never;
}
