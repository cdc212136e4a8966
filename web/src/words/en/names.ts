import { count } from "../format.ts";

/** How somebody or something is called that has no name, or while it is being read. */
export const names = {
  person: (person: number): string => `Person ${person}`,
  circle: (circle: number): string => `Circle ${circle}`,
  everyone: "Everyone",
  proposal: (decision: number): string => `Proposal ${decision}`,
  device: (device: number): string => `Number ${count(device)}`,
};
