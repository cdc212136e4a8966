import { defineAction } from "../kernel/action.ts";
import { equalBytes } from "../kernel/bytes.ts";
import { refuse } from "../kernel/fault.ts";
import { bytes32, record } from "../kernel/schema.ts";
import { explain } from "../kernel/why.ts";
import { textOf } from "../texts/index.ts";
import { profileSet, textErased } from "./events.ts";
import { recordsFaults as faults } from "./faults.ts";
import { eraseText } from "./texts.ts";
import { profiles } from "./types.ts";

const NO_TEXT = new Uint8Array(32);

/**
 * Erases a text of the person who acts: nodes delete it with its salt, and the hash says nothing.
 *
 * Why: also for people who have left; what they wrote stays theirs.
 * Source: README.md, rules 3 and 4.
 */
export const erase = defineAction({
  type: "records/erase",
  tag: 0x0703,
  author: "person",
  free: "what people wrote is theirs to erase",
  summary: "Erases a text that you have published.",
  visibility: "everyone",
  input: record({ text: bytes32 }),
  about: { text: "the hash of the text" },
  refuses: ["records/erased", "records/in-force", "records/not-yours", "records/unknown-text"],
  check({ state, author, input }) {
    const text = textOf(state, input.text);
    if (text === undefined) return refuse(faults["unknown-text"]);
    if (text.owner !== author) return refuse(faults["not-yours"]);
    if (text.erasedAt !== 0) return refuse(faults.erased, { erasedAt: text.erasedAt });
    const { holds } = text;
    return holds === 0 ? undefined : refuse(faults["in-force"], { holds });
  },
  apply({ state, author, input, now }) {
    const { text } = input;
    eraseText(state, text, now);
    const erased = textErased([author], { text, owner: author });
    const profile = profiles.get(state, [author]);
    if (profile === undefined || !equalBytes(profile.text, text)) return [erased];
    profiles.delete(state, [author]);
    return [erased, profileSet([author], { person: author, text: NO_TEXT })];
  },
  why: ({ input }) =>
    explain(
      "records/erase",
      "People may erase what they have published, unless something open or in force refers to it.",
      { text: input.text },
      "Every node deletes the text; only a hash stays, which tells nothing.",
    ),
});
