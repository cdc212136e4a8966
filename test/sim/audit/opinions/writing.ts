import { toHex } from "#protocol/index.js";
import { type Opinions, opinion, unless } from "../opinion.ts";
import { isHeld, nameOfText } from "../texts.ts";

interface Publishing {
  readonly digest: Uint8Array;
  readonly kind: string;
  readonly bytes: number;
}

interface Text {
  readonly text: Uint8Array;
}

const TEXT_MIN = 37;
const TEXT_MAX = 262_144;
/** What stands for no text. */
const NONE = "00".repeat(32);

/** What the auditor thinks of what people write. */
export const writingOpinions: Opinions = {
  "records/publish": opinion<Publishing>({
    isWhole: false,
    objection({ members, texts }, { author, input }) {
      const status = members.standing(author)?.status ?? "left";
      return unless(
        [status !== "left", "only who belongs or applies publishes"],
        [input.bytes >= TEXT_MIN && input.bytes <= TEXT_MAX, "it is too short or too long"],
        [!texts.has(nameOfText(author, input.digest)), "it was published before"],
      );
    },
    apply({ texts }, { author, input: { digest, kind, bytes } }) {
      texts.set(nameOfText(author, digest), { owner: author, kind, bytes, isErased: false });
    },
  }),
  "records/set-profile": opinion<Text>({
    isWhole: true,
    objection({ texts, profiles }, { author, input }) {
      const name = toHex(input.text);
      const row = texts.get(name);
      const isOwn = row?.owner === author && row.kind === "profile" && !row.isErased;
      return unless(
        [name !== (profiles.get(author) ?? NONE), "it is that one already"],
        [name === NONE || isOwn, "it is no profile of theirs"],
      );
    },
    apply({ profiles }, { author, input }) {
      const name = toHex(input.text);
      if (name === NONE) profiles.delete(author);
      else profiles.set(author, name);
    },
  }),
  "records/erase": opinion<Text>({
    isWhole: true,
    objection(books, { author, input, now }) {
      const name = toHex(input.text);
      const row = books.texts.get(name);
      return unless(
        [row !== undefined && !row.isErased && row.owner === author, "it is not there and theirs"],
        [!isHeld(books, name, now), "it is open or in force"],
      );
    },
    apply({ texts, profiles }, { author, input }) {
      const name = toHex(input.text);
      const row = texts.get(name);
      if (row !== undefined) texts.set(name, { ...row, isErased: true });
      if (profiles.get(author) === name) profiles.delete(author);
    },
  }),
};
