import type { RuleContext } from "../kernel/action.ts";
import { isZero } from "../kernel/bytes.ts";
import { inDomain } from "../kernel/domain.ts";
import type { PersonId } from "../kernel/ids.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { addKey } from "./devices.ts";
import { counters, people, personById } from "./types.ts";

const NOTHING_GROWN = { grownOn: 0, grownRows: 0, grownBytes: 0 };

type World = Pick<RuleContext, "sha256" | "community">;

/** The identifier that a person's first key certifies, in one community. */
export function personIdentifier(world: World, firstKey: Uint8Array): Uint8Array {
  return world.sha256(inDomain("person", world.community, firstKey));
}

/** How many people have ever been numbered. */
export function peopleCount(state: Reader): number {
  return counters.get(state, [])?.people ?? 0;
}

/**
 * Numbers a new person and registers their first keys.
 *
 * Bounds: both keys are unused; a recovery key of zeros means that there is none.
 */
export function registerPerson(
  world: World,
  state: Writer,
  keys: { readonly device: Uint8Array; readonly recovery: Uint8Array },
  now: number,
): PersonId {
  const person = (peopleCount(state) + 1) as PersonId;
  const id = personIdentifier(world, keys.device);
  counters.put(state, [], { people: person });
  people.put(state, [person], { id, since: now, devices: 0, ...NOTHING_GROWN });
  personById.put(state, [id.slice(0, 30)], { person });
  const first = { since: now, until: 0, oldFrom: now };
  addKey(world, state, person, { key: keys.device, kind: "device", ...first });
  if (!isZero(keys.recovery)) {
    addKey(world, state, person, { key: keys.recovery, kind: "recovery", ...first });
  }
  return person;
}
