import { nativeHasher } from "#engine/native-hasher.js";
import { DAY, encode, HOUR, inDomain, type PersonId, personId } from "#protocol/index.js";
import type { Device } from "../cast.ts";
import { rowsOf } from "../reading.ts";
import { act, momentOf, oneOf, peopleWith, type Scene, type Stage } from "../stage.ts";

const addDevice: Scene = (stage) => {
  const person = oneOf(stage, peopleWith(stage, "member"));
  if (person === undefined) return undefined;
  const key = stage.cast.newKey();
  const whose = encode(personId, person as PersonId);
  const message = inDomain("device-proof", stage.cast.community, whose, key.publicKey);
  return act(stage, person, "identity/add-device", {
    key: key.publicKey,
    kind: stage.random.once(5) ? "recovery" : "device",
    until: stage.random.pick([0, stage.now, stage.now + HOUR, stage.now + 3 * DAY]),
    proof: key.sign(nativeHasher.sha256(message)),
  });
};

/** Somebody with several keys, and one of those that may not count any more. */
function holder(stage: Stage): Device | undefined {
  const spare = stage.cast.devices.filter(({ device }) => device > 0);
  const found = oneOf(stage, spare);
  return found && stage.cast.deviceOf(found.person, (own) => stage.random.pick(own));
}

/** Does something about a device that is being removed, with any key of its person. */
function aboutRemoval(verb: string): Scene {
  return (stage) => {
    const { law } = stage.ledger;
    const waiting = rowsOf<readonly [number, number], unknown>(
      law,
      stage.ledger.reader(),
      "identity/removals",
    );
    const found = oneOf(stage, waiting);
    if (found === undefined) return undefined;
    const [person, device] = found.key;
    const by = stage.cast.deviceOf(person, (own) => stage.random.pick(own));
    return by && stage.cast.sign(by, `identity/${verb}`, { device }, momentOf(stage));
  };
}

/** Does something with any key of somebody who has several, about another one of theirs. */
function about(verb: string, isAbout = true): Scene {
  return (stage) => {
    const by = holder(stage);
    if (by === undefined) return undefined;
    const other = stage.cast.deviceOf(by.person, (own) => stage.random.pick(own));
    const input = isAbout ? { device: other?.device ?? 0 } : {};
    return stage.cast.sign(by, `identity/${verb}`, input, momentOf(stage));
  };
}

/** What people and thieves do with keys. */
export const keyScenes: { readonly [name: string]: Scene } = {
  addDevice,
  revokeDevice: about("revoke-device"),
  joinRemoval: aboutRemoval("revoke-device"),
  vetoRemoval: aboutRemoval("veto-removal"),
  vetoDevice: about("veto-device"),
  freeze: about("freeze", false),
  liftFreeze: about("lift-freeze", false),
};
