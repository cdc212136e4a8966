import type { kernelFaults } from "../protocol/kernel/faults.ts";
import type { ActionType, FolkmootRoom } from "./action-types.ts";

/** The code of a fault of Folkmoot's law, such as `money/insufficient`. */
export type FaultCode =
  | (typeof kernelFaults)[keyof typeof kernelFaults]["code"]
  | FolkmootRoom["faults"][number]["code"];

/**
 * The faults with which every action alike can be refused.
 *
 * Why: the state machine asks who signed, when, and on which history, before it asks any room.
 */
export type FaultOfAll =
  | (typeof kernelFaults)[keyof typeof kernelFaults]["code"]
  | Extract<FolkmootRoom, { readonly name: "witness" }>["faults"][number]["code"];

/** What each action declares that it can be refused with, worked out once for all of them. */
type Declared = {
  readonly [A in FolkmootRoom["actions"][number] as A["type"]]: A["refuses"][number];
};

/** The faults with which an action itself can be refused, such as `"money/pay"`. */
export type OwnFaultOf<T extends ActionType> = Declared[T];

/**
 * All faults with which an action can be refused.
 *
 * Why not of its room: two actions of one room are refused for other reasons, and for reasons of the
 * rooms below that they ask. Bounds: as the newest edition that this program knows has it; a node may
 * have a later one.
 */
export type FaultOf<T extends ActionType> = FaultOfAll | OwnFaultOf<T>;

/** The code of a problem: a fault of the law, or what a node or a client says of itself. */
export type ProblemCode<F extends FaultCode = FaultCode> =
  | F
  | `node/${string}`
  | `client/${string}`;
