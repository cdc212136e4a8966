import { equalBytes } from "../kernel/bytes.ts";
import { NOBODY, type PersonId } from "../kernel/ids.ts";
import type { Invariant } from "../kernel/room.ts";
import { textOf, texts } from "../texts/index.ts";
import { textsBy, usageOf } from "./texts.ts";
import { profiles, textsOf, usage } from "./types.ts";

/** What people have published and not erased is listed as theirs, and counted. */
export const usageIsCounted: Invariant = {
  name: "records/usage-is-counted",
  broken(state, now) {
    const counted = new Map<PersonId, { texts: number; bytes: number }>();
    for (const { row } of texts.entries(state, [])) {
      if (row.at > now || (row.erasedAt !== 0 && row.erasedAt < row.at)) return "a time is wrong";
      if (row.erasedAt !== 0 && row.holds !== 0) return "a text that is held was erased";
      if (row.erasedAt !== 0 || row.owner === NOBODY) continue;
      const held = counted.get(row.owner) ?? { texts: 0, bytes: 0 };
      counted.set(row.owner, { texts: held.texts + 1, bytes: held.bytes + row.bytes });
    }
    for (const [person, held] of counted) {
      const used = usageOf(state, person);
      const isRight = used.texts === held.texts && used.bytes === held.bytes;
      if (!isRight) return `person ${person} has published ${held.texts} texts, not ${used.texts}`;
    }
    for (const { key } of usage.entries(state, [])) {
      if (!counted.has(key[0])) return `person ${key[0]} has published nothing`;
    }
    return undefined;
  },
};

/** Every listed text is there, belongs to whom it is listed for, and is not erased. */
export const listsAreRight: Invariant = {
  name: "records/lists-are-right",
  broken(state) {
    for (const { key, row } of textsOf.entries(state, [])) {
      const text = textOf(state, row.hash);
      if (text?.owner !== key[0] || text.erasedAt !== 0) return `a text of person ${key[0]}`;
      if (!equalBytes(key[1], row.hash.subarray(0, 26))) return `a hash of person ${key[0]}`;
    }
    for (const { key, row } of usage.entries(state, [])) {
      const listed = textsBy(state, key[0]).length;
      if (listed !== row.texts) return `person ${key[0]} has ${listed} texts listed`;
    }
    return undefined;
  },
};

/** Every profile is a text that its person has published as one and not erased. */
export const profilesAreOwn: Invariant = {
  name: "records/profiles-are-own",
  broken(state) {
    for (const { key, row } of profiles.entries(state, [])) {
      const text = textOf(state, row.text);
      const isOwn = text?.owner === key[0] && text.kind === "profile" && text.erasedAt === 0;
      if (!isOwn) return `the profile of person ${key[0]}`;
    }
    return undefined;
  },
};
