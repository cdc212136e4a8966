import { type DecisionKind, toHex } from "#protocol/index.js";
import { type Books, inCircleSince, mayAnswer } from "../books.ts";
import { answerIn, type EffectBytes } from "../decisions.ts";
import { type Opinions, opinion, unless } from "../opinion.ts";

interface Opening {
  readonly circle: number;
  readonly kind: DecisionKind;
  readonly text: Uint8Array;
  readonly effects: readonly EffectBytes[];
}

interface Publishing {
  readonly hash: Uint8Array;
  readonly kind: string;
  readonly bytes: number;
}

interface Which {
  readonly decision: number;
}

const OPEN_MAX = 3;
const TEXT_MIN = 33;
const TEXT_MAX = 262_144;

const isOpenAt = (books: Books, decision: number, now: number): boolean => {
  const row = books.decisions.get(decision);
  return row?.stage === "open" && now < row.closesAt;
};

/** Counts one by one who is in a circle, or of them who may answer what is asked at a moment. */
function rollOf(books: Books, circle: number, askedAt?: number): number {
  const counts = (person: number) =>
    askedAt === undefined
      ? inCircleSince(books, circle, person) !== undefined
      : mayAnswer(books, circle, person, askedAt);
  return [...books.members.people().keys()].filter(counts).length;
}

/** What the auditor thinks of proposals, ballots and texts. */
export const decidingOpinions: Opinions = {
  "decisions/open": opinion<Opening>({
    isWhole: false,
    objection(books, { author, input: { circle, kind, text, effects } }) {
      const open = [...books.decisions.values()].filter(
        ({ proposer, stage }) => proposer === author && stage === "open",
      );
      const known = books.texts.get(toHex(text));
      return unless(
        [inCircleSince(books, circle, author) !== undefined, "only who is in proposes"],
        [known !== undefined && !known.isErased, "the text is unknown"],
        [kind === "statement" || effects.length > 0, "it does nothing"],
        [open.length < OPEN_MAX, "they have too many open"],
      );
    },
    apply(books, { author, input: { circle, kind, effects }, now }) {
      const policy = books.rules.policyOf(circle, kind);
      const closesAt = now + policy.votingMs;
      books.decisions.set(books.decisions.size + 1, {
        circle,
        kind,
        proposer: author,
        policy,
        eligible: rollOf(books, circle),
        voices: rollOf(books, circle, now),
        openedAt: now,
        closesAt,
        effectAt: closesAt + policy.delayMs,
        effects,
        ballots: new Map(),
        stage: "open",
      });
    },
  }),
  "decisions/cast-vote": opinion<
    Which & { readonly ballot: Uint8Array; readonly salt: Uint8Array }
  >({
    isWhole: true,
    objection(books, { author, input, now }) {
      const row = books.decisions.get(input.decision);
      if (row === undefined) return "there is no such decision";
      return unless(
        [isOpenAt(books, input.decision, now), "voting is over"],
        [mayAnswer(books, row.circle, author, row.openedAt), "they have no voice in it"],
        [answerIn(input.ballot) !== undefined, "it is no answer"],
      );
    },
    apply({ decisions }, { author, input }) {
      const answer = answerIn(input.ballot);
      if (answer === undefined) return;
      decisions.get(input.decision)?.ballots.set(author, { answer, salt: toHex(input.salt) });
    },
  }),
  "decisions/withdraw": opinion<Which>({
    isWhole: true,
    objection(books, { author, input, now }) {
      const row = books.decisions.get(input.decision);
      if (row === undefined) return "there is no such decision";
      return unless(
        [row.proposer === author, "it is somebody else's"],
        [isOpenAt(books, input.decision, now), "voting is over"],
        [[...row.ballots.keys()].every((person) => person === author), "others have answered"],
      );
    },
    apply({ decisions }, { input }) {
      const row = decisions.get(input.decision);
      if (row !== undefined) row.stage = "withdrawn";
    },
  }),
  "circles/leave-circle": opinion<{ readonly circle: number }>({
    isWhole: true,
    objection: ({ circles }, { author, input }) =>
      unless([circles.since(input.circle, author) !== undefined, "they are not in it"]),
    apply: ({ circles }, { author, input }) => circles.exit(input.circle, author),
  }),
  "records/publish": opinion<Publishing>({
    isWhole: false,
    objection({ members, texts }, { author, input }) {
      const status = members.standing(author)?.status ?? "left";
      return unless(
        [status !== "left", "only who belongs or applies publishes"],
        [input.bytes >= TEXT_MIN && input.bytes <= TEXT_MAX, "it is too short or too long"],
        [!texts.has(toHex(input.hash)), "it was published before"],
      );
    },
    apply({ texts }, { author, input: { hash, kind, bytes } }) {
      texts.set(toHex(hash), { owner: author, kind, bytes, isErased: false });
    },
  }),
  "records/erase": opinion<{ readonly text: Uint8Array }>({
    isWhole: true,
    objection({ texts, articles }, { author, input }) {
      const name = toHex(input.text);
      const row = texts.get(name);
      const mayBind = row?.kind === "article" || row?.kind === "charter";
      const binds = [...articles.values()].some(
        ({ text, isInForce }) => isInForce && text === name,
      );
      return unless(
        [row !== undefined && !row.isErased && row.owner === author, "it is not there and theirs"],
        [!(mayBind && binds), "it is in force"],
      );
    },
    apply({ texts }, { input }) {
      const row = texts.get(toHex(input.text));
      if (row !== undefined) texts.set(toHex(input.text), { ...row, isErased: true });
    },
  }),
};
