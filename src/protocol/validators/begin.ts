import type { BeginContext } from "../kernel/room.ts";
import { takeOverNamed } from "./naming.ts";
import { maker } from "./types.ts";

/**
 * Seats the machines of the founding document.
 *
 * Why not a machine alone: it makes the blocks whatever anybody says, and its community gives seats
 * once there are several to choose from. Its key is noted, since its own word counts too.
 */
export function begin({ state, sha256, validators, now }: BeginContext): void {
  const [alone] = validators;
  if (validators.length > 1) takeOverNamed(state, { sha256 }, validators, now);
  else if (alone !== undefined) maker.put(state, [], { key: alone });
}
