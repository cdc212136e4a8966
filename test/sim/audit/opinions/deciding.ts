import {
  DAY,
  type DecisionKind,
  decode,
  folkmootLaw,
  type Policy,
  toHex,
} from "#protocol/index.js";
import { type Books, inCircleSince, mayAnswer } from "../books.ts";
import { type Asked, answerIn, type EffectBytes, NO_REASON } from "../decisions.ts";
import { type Opinions, opinion, unless } from "../opinion.ts";
import { strictest } from "../policies.ts";
import { isOwn, textNamedBy } from "../texts.ts";

interface Opening {
  readonly circle: number;
  readonly kind: DecisionKind;
  readonly text: Uint8Array;
  readonly effects: readonly EffectBytes[];
}

interface Which {
  readonly decision: number;
}

const OPEN_MAX = 3;

export const isOpenAt = (books: Books, decision: number, now: number): boolean => {
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

/** Counts one by one who of a circle signed anything, came in or was there at the founding lately. */
function awakeOf(books: Books, circle: number, now: number): number {
  const counts = (person: number) => {
    const since = books.members.standing(person)?.since ?? 0;
    const dayOf = (moment: number) => Math.floor(moment / DAY);
    const days = [books.people.lastDay(person), dayOf(since), dayOf(books.foundedAt)];
    return Math.max(...days) >= dayOf(now) - 180;
  };
  return [...books.members.people().keys()].filter(
    (person) => inCircleSince(books, circle, person) !== undefined && counts(person),
  ).length;
}

/** What the effects of a proposal ask for: read off them one by one. */
function askedBy(
  books: Books,
  deciding: number,
  effects: readonly EffectBytes[],
  now: number,
): Asked & {
  readonly policies: readonly Policy[];
  readonly heard: readonly number[];
  readonly putsOut: boolean;
} {
  const policies: Policy[] = [];
  const heard = new Set<number>();
  let isOwn = false;
  let isOfMore = false;
  let isEasier = effects.length > 0;
  let putsOut = false;
  for (const effect of effects) {
    const { type, input } = readEffect(effect);
    const about = input as { circle: number; person: number; kind: DecisionKind; policy: Policy };
    const isSelf = about.circle === deciding;
    if (type === "circles/dismiss") heard.add(about.person);
    putsOut ||= type === "circles/dismiss" || type === "circles/close-circle";
    if (type !== "circles/set-policy" || !isSelf) isEasier = false;
    const isMoney = OWN_MONEY.has(type);
    if (!isMoney && (!isSelf || !OWN.has(type))) continue;
    isOwn ||= deciding !== 1;
    isOfMore ||=
      type !== "circles/dismiss" || inCircleSince(books, deciding, about.person) === undefined;
    if (type !== "circles/set-policy") continue;
    const before = books.rules.policyOf(deciding, about.kind);
    policies.push(before, about.policy);
    const both = strictest([before, about.policy]);
    isEasier &&= JSON.stringify(figures(both)) === JSON.stringify(figures(before));
  }
  const awake = isEasier ? awakeOf(books, deciding, now) : undefined;
  return { awake, isOwn, isOfOne: isOwn && !isOfMore, policies, heard: [...heard], putsOut };
}

/** What a circle decides about itself. */
const OWN = new Set([
  "circles/admit",
  "circles/dismiss",
  "circles/close-circle",
  "circles/set-policy",
]);

/** What it does with what it has. */
const OWN_MONEY = new Set([
  "money/pay-as-circle",
  "money/offer-as-circle",
  "money/accept-as-circle",
  "money/trust-as-circle",
]);

const figures = ({ quorum, majority, votingMs, delayMs }: Policy) => [
  quorum,
  majority.numerator / majority.denominator,
  votingMs,
  delayMs,
];

function readEffect({ tag, payload }: EffectBytes): { type: string; input: unknown } {
  const action = folkmootLaw.actionByTag.get(tag);
  const input = action && decode(action.input, payload);
  return action === undefined || !input?.ok
    ? { type: "", input: {} }
    : { type: action.type, input: input.value };
}

/** What the auditor thinks of proposals, ballots and texts. */
export const decidingOpinions: Opinions = {
  "decisions/open": opinion<Opening>({
    isWhole: false,
    objection(books, { author, input: { circle, kind, text, effects } }) {
      const open = [...books.decisions.values()].filter(
        ({ proposer, stage }) => proposer === author && stage === "open",
      );
      const own = [{ name: toHex(text), kind: "proposal" }, ...effects.map(textNamedBy)];
      return unless(
        [inCircleSince(books, circle, author) !== undefined, "only who is in proposes"],
        [
          own.every((named) => named === undefined || isOwn(books, author, named)),
          "a text is not there and theirs",
        ],
        [kind === "statement" || effects.length > 0, "it does nothing"],
        [open.length < OPEN_MAX, "they have too many open"],
      );
    },
    apply(books, { author, input: { circle, kind, text, effects }, now }) {
      const asked = askedBy(books, circle, effects, now);
      const { heard, putsOut } = asked;
      const met = strictest([books.rules.policyOf(circle, kind), ...asked.policies]);
      const policy = putsOut ? { ...met, votingMs: Math.max(met.votingMs, 3 * DAY) } : met;
      const named = effects.flatMap((effect) => textNamedBy(effect)?.name ?? []);
      const closesAt = now + policy.votingMs;
      books.decisions.set(books.decisions.size + 1, {
        circle,
        kind,
        proposer: author,
        policy,
        eligible: rollOf(books, circle),
        quorumOf: 0,
        leastYes: 0,
        asked,
        heard,
        voices: rollOf(books, circle, now),
        openedAt: now,
        closesAt,
        effectAt: closesAt + policy.delayMs,
        effects,
        texts: [toHex(text), ...named],
        ballots: new Map(),
        reasons: new Map(),
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
    apply({ decisions }, { author, input, now }) {
      const answer = answerIn(input.ballot);
      const row = decisions.get(input.decision);
      if (answer === undefined || row === undefined) return;
      const salt = toHex(input.salt);
      row.ballots.set(author, { answer, salt });
      const before = row.reasons.get(author) ?? { text: NO_REASON, bytes: 0, at: now };
      row.reasons.set(author, { ...before, salt });
    },
  }),
  "decisions/answer-hearing": opinion<Which & { readonly answer: Uint8Array }>({
    isWhole: true,
    objection({ decisions, texts }, { author, input: { decision, answer } }) {
      const row = decisions.get(decision);
      const text = texts.get(toHex(answer));
      return unless(
        [row?.heard.includes(author) === true, "nobody would put them out"],
        [row?.stage === "open" || row?.stage === "passed", "it is over"],
        [text !== undefined && !text.isErased, "the text is unknown"],
      );
    },
    apply: () => undefined,
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
  "circles/accept-place": opinion<{ readonly circle: number }>({
    isWhole: true,
    objection: ({ circles, members }, { author, input: { circle } }) =>
      unless(
        [circles.places.has(`${circle} ${author}`), "no place stands offered"],
        [circles.isOpen(circle) && members.isMember(author), "it is not there for them"],
      ),
    apply({ circles }, { author, input: { circle }, now }) {
      circles.places.delete(`${circle} ${author}`);
      circles.enter(circle, author, now);
    },
  }),
  "circles/decline-place": opinion<{ readonly circle: number }>({
    isWhole: true,
    objection: ({ circles }, { author, input: { circle } }) =>
      unless([circles.places.has(`${circle} ${author}`), "no place stands offered"]),
    apply: ({ circles }, { author, input: { circle } }) =>
      circles.places.delete(`${circle} ${author}`),
  }),
  "circles/accept-role": opinion<{ readonly role: number }>({
    isWhole: true,
    objection(books, { author, input: { role } }) {
      const { offers, roles } = books.circles;
      const circle = roles.get(role)?.circle ?? 0;
      return unless(
        [offers.get(role)?.person === author, "it is not offered to them"],
        [inCircleSince(books, circle, author) !== undefined, "they are not in the circle"],
      );
    },
    apply({ circles }, { author, input: { role } }) {
      const offered = circles.offers.get(role);
      circles.offers.delete(role);
      circles.fillRole(role, author, offered?.termEndsAt ?? 0);
    },
  }),
  "circles/decline-role": opinion<{ readonly role: number }>({
    isWhole: true,
    objection: ({ circles }, { author, input: { role } }) =>
      unless([circles.offers.get(role)?.person === author, "it is not offered to them"]),
    apply: ({ circles }, { input: { role } }) => circles.offers.delete(role),
  }),
  "circles/leave-circle": opinion<{ readonly circle: number }>({
    isWhole: true,
    objection: ({ circles }, { author, input }) =>
      unless([circles.since(input.circle, author) !== undefined, "they are not in it"]),
    apply: ({ circles }, { author, input }) => circles.exit(input.circle, author),
  }),
};
