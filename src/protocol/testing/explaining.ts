import { present } from "../kernel/assert.ts";
import type { Plain } from "../kernel/plain.ts";
import type { Why } from "../kernel/why.ts";
import type { Village } from "./village.ts";

/** Explains an action now, as a node does before somebody signs it; a circle's action by the circle. */
export function explained(village: Village, author: number, type: string, input: object): Why {
  const action = present(village.law.actionByType.get(type), `no action ${type}`);
  const around = village.machine.surroundings(village.now);
  const by = { author, decision: 0, proposedAt: village.now, device: 0, input };
  return action.why({ ...around, ...by, state: village.state } as never);
}

/** The figures with which an action is explained, by their names. */
export function figures(
  village: Village,
  author: number,
  type: string,
  input: object = {},
): { readonly [name: string]: Plain } {
  const { inputs } = explained(village, author, type, input);
  return Object.fromEntries(inputs.map(({ name, value }) => [name, value]));
}
