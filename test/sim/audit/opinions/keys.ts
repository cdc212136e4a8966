import { DAY, toHex } from "#protocol/index.js";
import { type Opinions, opinion, unless } from "../opinion.ts";

interface Adding {
  readonly key: Uint8Array;
  readonly kind: string;
  readonly until: number;
}

interface Which {
  readonly device: number;
}

const LIVE_MAX = 16;

/** What the auditor thinks of people's keys: adding, removing, freezing. */
export const keyOpinions: Opinions = {
  "identity/add-device": opinion<Adding>({
    isWhole: false,
    objection({ people }, { author, input, now }) {
      const own = people.devicesOf(author);
      const live = own.filter((_, device) => people.keys.isLive(author, device, now)).length;
      return unless(
        [!people.isKnown(input.key), `the key ${toHex(input.key)} is somebody's`],
        [input.until === 0 || input.until > now, "it has ended"],
        [live < LIVE_MAX, "there are too many"],
      );
    },
    apply({ people, rules }, { author, input, now }) {
      const oldFrom = now + DAY * rules.figure("key-new-days");
      people.add(author, { ...input, oldFrom });
    },
  }),
  "identity/revoke-device": opinion<Which>({
    isWhole: true,
    objection({ people: { keys, devicesOf } }, { author, device, input, now }) {
      const target = input.device;
      const live = devicesOf(author).filter((_, key) => keys.isLive(author, key, now)).length;
      const isOwn = target === device;
      const held = keys.removals.get(`${author} ${target}`);
      const canJoin =
        held === undefined ||
        (held.by !== device &&
          held.together === undefined &&
          ((keys.isLive(author, held.by, now) &&
            keys.isOld(author, held.by, now) &&
            keys.isOld(author, device, now)) ||
            keys.removedAt(author, device, target, now) < held.at));
      const own = keys.removals.get(`${author} ${device}`);
      return unless(
        [keys.isLive(author, target, now), "there is no such device"],
        [!isOwn || live > 1, "it is the last"],
        [isOwn || own?.together === undefined, "two others are removing it"],
        [isOwn || canJoin, "it is being removed already"],
      );
    },
    apply({ people: { keys } }, { author, device, input, now }) {
      if (input.device === device) keys.end(author, device, now);
      else keys.remove(author, device, input.device, now);
    },
  }),
  "identity/veto-removal": opinion<Which>({
    isWhole: true,
    objection({ people: { keys } }, { author, device, input, now }) {
      const held = keys.removals.get(`${author} ${input.device}`);
      const stops = keys.stops(author, device, input.device, now);
      return unless(
        [held !== undefined, "nobody removes it"],
        [input.device !== device, "it is its own removal"],
        [stops || held?.against !== device, "it objects already"],
        [stops || keys.isOld(author, device, now), "it is too new"],
      );
    },
    apply({ people: { keys } }, { author, device, input, now }) {
      const name = `${author} ${input.device}`;
      const held = keys.removals.get(name);
      if (keys.stops(author, device, input.device, now)) keys.removals.delete(name);
      else if (held !== undefined) held.against = device;
    },
  }),
  "identity/veto-device": opinion<Which>({
    isWhole: true,
    objection: ({ people: { keys } }, { author, device, input, now }) =>
      unless(
        [keys.isLive(author, input.device, now), "there is no such device"],
        [!keys.isOld(author, input.device, now), "it is not new"],
        [keys.beats(author, device, input.device, now), "it comes before"],
      ),
    apply({ people: { keys } }, { author, device, input, now }) {
      keys.end(author, input.device, now);
      keys.notices.end(author, input.device, device, now);
    },
  }),
  "identity/freeze": opinion<object>({
    isWhole: true,
    objection: ({ people: { keys } }, { author, device, now }) =>
      unless([now >= keys.mayFreezeFrom(author, device, now), "it froze lately"]),
    apply({ people: { keys } }, { author, device, now }) {
      keys.freeze(author, device, now);
      keys.notices.callOff(author, device, now);
    },
  }),
  "identity/lift-freeze": opinion<object>({
    isWhole: true,
    objection({ people: { keys } }, { author, device, now }) {
      const lifts = keys.lifts(author, device, now);
      return unless(
        [keys.frozen(author, now) !== undefined, "nothing is frozen"],
        [lifts || keys.frozen(author, now)?.asks !== device, "it asks already"],
        [lifts || keys.isOld(author, device, now), "it is too new"],
      );
    },
    apply({ people: { keys } }, { author, device, now }) {
      const running = keys.frozen(author, now);
      if (keys.lifts(author, device, now)) keys.lift(author, now);
      else if (running !== undefined) running.asks = device;
    },
  }),
};
