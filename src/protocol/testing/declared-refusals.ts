import type { Law } from "../law.ts";
import type { Receipt } from "../state-machine.ts";

/** Whose faults the state machine refuses every action with, so that no action declares them. */
const OF_ALL = /^(?:kernel|witness)\//;

/** Says that a refusal is none of those that its action declares, or nothing. */
export function undeclared(
  { actionByType }: Pick<Law, "actionByType">,
  { type, refusal }: Pick<Receipt, "type" | "refusal">,
): string | undefined {
  const action = actionByType.get(type);
  const code = refusal?.fault.code;
  if (action === undefined || code === undefined || OF_ALL.test(code)) return undefined;
  return action.refuses.includes(code)
    ? undefined
    : `${type} does not declare that ${code} refuses it`;
}
