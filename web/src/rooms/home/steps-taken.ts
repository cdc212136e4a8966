import { reachOf } from "folkmoot/client/at-once";

/** What of a community tells how far its founder has come. */
export interface FirstState {
  /** Tells whether a recovery file can bring the founder back. */
  readonly hasRecovery: boolean;
  readonly purpose: string;
  /** The community's own address, where it has one. */
  readonly address: string | null;
  /** Where this page is. */
  readonly here: string;
  readonly members: number;
  readonly questions: number;
  /** Tells whether the founder was paid, or has paid. */
  readonly hasPaid: boolean;
  /** Machines that keep the record. */
  readonly machines: number;
}

/** The steps, in the order in which they help each other. */
export const stepNames = [
  "recovery",
  "purpose",
  "address",
  "invite",
  "question",
  "payment",
  "machine",
] as const;

/** One of the steps. */
export type StepName = (typeof stepNames)[number];

/** How many make a community: with three, no one alone decides for the others. */
export const enough = 3;

/**
 * Tells which steps are done, from what the community is.
 *
 * Why the address counts only here: keys belong to an address, so it is the founder's own once their
 * browser is there too.
 */
export function stepsTaken(state: FirstState): Readonly<Record<StepName, boolean>> {
  const { address, here } = state;
  return {
    recovery: state.hasRecovery,
    purpose: state.purpose.trim() !== "",
    address: address !== null && reachOf(address) === "everywhere" && address === here,
    invite: state.members >= enough,
    question: state.questions > 0,
    payment: state.hasPaid,
    machine: state.machines > 1,
  };
}
