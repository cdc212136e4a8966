import type { kernelFaults } from "../protocol/kernel/faults.ts";
import type { FolkmootRoom } from "./action-types.ts";

/**
 * The code of a fault of Folkmoot's law, such as `money/insufficient`.
 *
 * Why of all rooms and not of one action: the machine refuses before any room is asked, and a room
 * asks those below it.
 */
export type FaultCode =
  | (typeof kernelFaults)[keyof typeof kernelFaults]["code"]
  | FolkmootRoom["faults"][number]["code"];

/** The code of a problem: a fault of the law, or what a node or a client says of itself. */
export type ProblemCode = FaultCode | `node/${string}` | `client/${string}`;
