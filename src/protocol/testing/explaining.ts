import { present } from "../kernel/assert.ts";
import type { Plain } from "../kernel/plain.ts";
import type { Why } from "../kernel/why.ts";
import type { Village } from "./village.ts";

/** Who is about to act: a person or circle by number, or a person with one of their keys. */
export type Author = number | { readonly author: number; readonly device: number };

/** Explains an action now, as a node does before somebody signs it. */
export function explained(village: Village, by: Author, type: string, input: object = {}): Why {
  return declared(village, type).why(contextOf(village, by, input));
}

/** The code of the fault of which a node warns before somebody signs an action, or "done". */
export function warned(village: Village, by: Author, type: string, input: object = {}): string {
  return declared(village, type).check(contextOf(village, by, input))?.fault.code ?? "done";
}

/** The figures with which an action is explained, by their names. */
export function figures(
  village: Village,
  by: Author,
  type: string,
  input: object = {},
): { readonly [name: string]: Plain } {
  const { inputs } = explained(village, by, type, input);
  return Object.fromEntries(inputs.map(({ name, value }) => [name, value]));
}

/** What comes of an action, in the sentence with which it is explained. */
export function promised(village: Village, by: Author, type: string, input: object = {}): string {
  return explained(village, by, type, input).result;
}

function declared({ law }: Village, type: string) {
  return present(law.actionByType.get(type), `no action ${type}`);
}

/** What an action looks at; its input is taken as it is. */
function contextOf(village: Village, by: Author, input: object): never {
  const who = typeof by === "number" ? { author: by, device: 0 } : by;
  const around = { ...village.machine.surroundings(village.now), ...who, state: village.state };
  return { ...around, decision: 0, proposedAt: village.now, input } as never;
}
