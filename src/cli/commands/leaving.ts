import { carryOut } from "../acting.ts";
import { enter } from "../any-own-key.ts";
import { confirm } from "../asking.ts";
import type { Call } from "../command.ts";
import { formatMoment } from "../moments.ts";
import type { Outcome } from "../outcome.ts";

/** Says that one leaves, or leaves at once as the second of two keys. */
export async function leave(call: Call): Promise<Outcome> {
  const member = await enter(call);
  const { name } = member.community;
  if (call.flags["dryRun"] !== true) {
    await confirm(
      call,
      `Leave ${name}? Until you are gone, \`folkmoot member stay\` calls it off; then your income ends.`,
    );
  }
  return carryOut(call, member, {
    type: "membership/leave",
    input: {},
    done: ({ at }) =>
      typeof at === "number"
        ? `You leave on ${formatMoment(at)}. Until then you can stay, with any of your keys: \`folkmoot member stay\`.`
        : `You have left ${name}.`,
  });
}

/** Calls off that one leaves. */
export async function stay(call: Call): Promise<Outcome> {
  const member = await enter(call);
  const done = () => `You stay in ${member.community.name}.`;
  return carryOut(call, member, { type: "membership/stay", input: {}, done });
}

/** That somebody leaves, on one line: when, by which device, and what calls it off. */
export function leavingLine({ at, by }: { readonly at: number; readonly by: number }): string {
  return `Leaves on ${formatMoment(at)}, as device ${by + 1} has said; any of their keys can call it off: \`folkmoot member stay\`.`;
}
