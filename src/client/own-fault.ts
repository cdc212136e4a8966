import type { Problem } from "./error.ts";
import type { FaultCode, FaultOfAll } from "./fault-types.ts";

/** What begins the code of a problem that is no reason of the action itself. */
const OF_OTHERS = /^(?:kernel|witness|node|client)\//;

/**
 * The reason why an action itself was refused, for a `switch` over all of them; nothing where it was
 * refused as every action can be, or where a node or the client says something of itself.
 */
export function ownFault<F extends FaultCode>({
  code,
}: Pick<Problem<F>, "code">): Exclude<F, FaultOfAll> | undefined {
  return OF_OTHERS.test(code) ? undefined : (code as Exclude<F, FaultOfAll>);
}
