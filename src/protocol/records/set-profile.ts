import { defineAction } from "../kernel/action.ts";
import { equalBytes, isZero } from "../kernel/bytes.ts";
import { refuse } from "../kernel/fault.ts";
import { bytes32, record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { textOf } from "../texts/index.ts";
import { profileSet } from "./events.ts";
import { recordsFaults as faults } from "./faults.ts";
import { profiles } from "./types.ts";

const NO_TEXT = new Uint8Array(32);

/**
 * Chooses the text in which a person says who they are, or none.
 *
 * Source: README.md, rule 6.
 */
export const setProfile = defineAction({
  type: "records/set-profile",
  tag: 0x0702,
  author: "person",
  summary: "Chooses the text that says who you are.",
  visibility: "everyone",
  input: record({ text: bytes32 }),
  about: { text: "the hash of a profile that you have published; zeros for none" },
  refuses: [
    "records/erased",
    "records/not-a-profile",
    "records/not-yours",
    "records/profile-unchanged",
    "records/unknown-text",
  ],
  check({ state, author, input }) {
    const present = profiles.get(state, [author])?.text ?? NO_TEXT;
    if (equalBytes(present, input.text)) return refuse(faults["profile-unchanged"]);
    if (isZero(input.text)) return undefined;
    const text = textOf(state, input.text);
    if (text === undefined) return refuse(faults["unknown-text"]);
    if (text.erasedAt !== 0) return refuse(faults.erased, { erasedAt: text.erasedAt });
    if (text.owner !== author) return refuse(faults["not-yours"]);
    return text.kind === "profile" ? undefined : refuse(faults["not-a-profile"]);
  },
  apply({ state, author, input }) {
    const { text } = input;
    if (isZero(text)) profiles.delete(state, [author]);
    else profiles.put(state, [author], { text });
    return [profileSet([author], { person: author, text })];
  },
  why: ({ input }) =>
    explain(
      "records/set-profile",
      "People say for themselves who they are.",
      { text: input.text },
      isZero(input.text) ? "You have no profile any more." : "Your profile is this text.",
    ),
});
