import { nativeHasher } from "#engine/native-hasher.js";
import { DAY, encode, HOUR, inDomain, type PersonId, personId } from "#protocol/index.js";
import type { Device } from "../cast.ts";
import {
  type ActionGenerator,
  act,
  type DrawContext,
  momentOf,
  oneOf,
  peopleWith,
} from "../draw-context.ts";
import { rowsOf } from "../reading.ts";

const addDevice: ActionGenerator = (context) => {
  const person = oneOf(context, peopleWith(context, "member"));
  if (person === undefined) return undefined;
  const key = context.cast.newKey();
  const whose = encode(personId, person as PersonId);
  const message = inDomain("device-proof", context.cast.community, whose, key.publicKey);
  return act(context, person, "identity/add-device", {
    key: key.publicKey,
    kind: context.random.once(5) ? "recovery" : "device",
    until: context.random.pick([0, context.now, context.now + HOUR, context.now + 3 * DAY]),
    proof: key.sign(nativeHasher.sha256(message)),
  });
};

/** Somebody with several keys, and one of those that may not count any more. */
function holder(context: DrawContext): Device | undefined {
  const spare = context.cast.devices.filter(({ device }) => device > 0);
  const found = oneOf(context, spare);
  return found && context.cast.deviceOf(found.person, (own) => context.random.pick(own));
}

/** Does something about a device that is being removed, with any key of its person. */
function aboutRemoval(type: string): ActionGenerator {
  return (context) => {
    const { law } = context.ledger;
    const waiting = rowsOf<readonly [number, number], unknown>(
      law,
      context.ledger.reader(),
      "identity/removals",
    );
    const found = oneOf(context, waiting);
    if (found === undefined) return undefined;
    const [person, device] = found.key;
    const by = context.cast.deviceOf(person, (own) => context.random.pick(own));
    return by && context.cast.sign(by, type, { device }, momentOf(context));
  };
}

/** Does something with any key of somebody who has several, about another one of theirs. */
function about(type: string, isAbout = true): ActionGenerator {
  return (context) => {
    const by = holder(context);
    if (by === undefined) return undefined;
    const other = context.cast.deviceOf(by.person, (own) => context.random.pick(own));
    const input = isAbout ? { device: other?.device ?? 0 } : {};
    return context.cast.sign(by, type, input, momentOf(context));
  };
}

/** What people and thieves do with keys. */
export const keyGenerators = {
  addDevice,
  revokeDevice: about("identity/revoke-device"),
  joinRemoval: aboutRemoval("identity/revoke-device"),
  vetoRemoval: aboutRemoval("identity/veto-removal"),
  vetoDevice: about("identity/veto-device"),
  freeze: about("identity/freeze", false),
  liftFreeze: about("identity/lift-freeze", false),
} satisfies { readonly [name: string]: ActionGenerator };
