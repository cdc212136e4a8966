import { DAY, type DecisionKind, type Policy, toHex } from "#protocol/index.js";
import { type Books, inCircleSince } from "../books.ts";
import { type Opinions, opinion, unless } from "../opinion.ts";
import { policyName } from "../policies.ts";
import { isReadable } from "../texts.ts";

interface Entering {
  readonly circle: number;
  readonly person: number;
}

interface Article {
  readonly article: number;
  readonly text: Uint8Array;
}

const DEPTH_MAX = 8;
const TERM_MAX = 1095 * DAY;
/** For how long a place or a role stands offered. */
const OFFERED = 30 * DAY;

interface PolicySetting {
  readonly circle: number;
  readonly kind: DecisionKind;
  readonly policy: Policy;
  readonly replaces: Uint8Array;
}

/** Tells whether a circle may decide about another: itself, or one right within it. */
function isItsOwn({ circles, rules }: Books, author: number, circle: number): boolean {
  const isNear = author === circle || rules.parentOf(circle) === author;
  return circle !== 1 && circles.isOpen(circle) && isNear;
}

/** The rules about machines, which take a decision about seats. */
const OF_SEATS: readonly string[] = [
  "seat-days-max",
  "attendance-minutes",
  "absences-in-a-row",
  "helper-income-per-day",
];

function setting(isOfSeats: boolean) {
  return opinion<{ readonly parameter: string; readonly value: number }>({
    isWhole: true,
    objection({ rules }, { author, input: { parameter: name, value }, now, decision = 0 }) {
      const change = { name, value, now, decision };
      return unless(
        [OF_SEATS.includes(name) === isOfSeats, "it takes a decision of another kind"],
        [rules.maySet(author, change), "the rules do not let it move so"],
      );
    },
    apply({ rules }, { input: { parameter: name, value }, now, decision = 0 }) {
      rules.set({ name, value, now, decision });
    },
  });
}

/** What the auditor thinks of what circles do; the author is the circle. */
export const effectOpinions: Opinions = {
  "constitution/set-parameter": setting(false),
  "constitution/set-seat-parameter": setting(true),
  "constitution/adopt-article": opinion<Article>({
    isWhole: true,
    objection(books, { author, input: { article, text } }) {
      const held = books.articles.get(article);
      return unless(
        [author === 1 && isReadable(books, toHex(text), "article"), "everyone adopts a text"],
        [article === 0 || held?.isInForce === true, "there is no such article"],
        [held?.text !== toHex(text), "it says so already"],
      );
    },
    apply({ articles }, { input: { article, text } }) {
      articles.set(article || articles.size + 1, { text: toHex(text), isInForce: true });
    },
  }),
  "constitution/repeal-article": opinion<{ readonly article: number }>({
    isWhole: true,
    objection: ({ articles }, { author, input }) =>
      unless([author === 1 && articles.get(input.article)?.isInForce === true, "none in force"]),
    apply({ articles }, { input: { article } }) {
      const held = articles.get(article);
      if (held !== undefined) articles.set(article, { ...held, isInForce: false });
    },
  }),
  "membership/open-growing-phase": opinion<object>({
    isWhole: true,
    objection: ({ members }, { author, now }) =>
      unless([author === 1 && members.growth.mayGrow(now), "the community grew lately"]),
    apply: ({ members }, { now }) => members.growth.grow(now),
  }),
  "membership/exclude": opinion<{ readonly person: number }>({
    isWhole: true,
    objection({ members, decisions, people }, { author, input: { person }, now, decision }) {
      const heard = members.growth.hearings.get(person);
      const proposedAt = decisions.get(decision ?? 0)?.openedAt ?? now;
      const end = people.keys.endOf(person, heard?.at ?? 0, 3 * DAY);
      return unless(
        [author === 1 && members.standing(person) !== undefined, "everyone excludes, and somebody"],
        [heard !== undefined && proposedAt >= end, "they were not heard first"],
        [heard !== undefined && now < heard.at + 180 * DAY, "it is too long ago"],
      );
    },
    apply: ({ members }, { input: { person }, now }) => {
      members.growth.hearings.delete(person);
      members.end(person, now);
    },
  }),
  "circles/set-policy": opinion<PolicySetting>({
    isWhole: false,
    objection: ({ circles, rules }, { author, input: { circle, kind, policy, replaces } }) =>
      unless(
        [circles.isOpen(circle), "the circle is closed"],
        [author === circle || rules.parentOf(circle) === author, "it is not theirs to say"],
        [toHex(replaces) === policyName(rules.policyOf(circle, kind)), "it replaces another one"],
        [policy.quorum <= 3333, "no quorum is above one third"],
        [5 * policy.majority.numerator <= 4 * policy.majority.denominator, "it asks for too much"],
        [policy.votingMs <= 60 * DAY && policy.delayMs <= 60 * DAY, "it takes too long"],
        [kind !== "rule" || policy.quorum >= 500, "rules keep a quorum"],
        [kind !== "seat" || policy.quorum >= 2000, "seats keep a fifth"],
      ),
    apply: ({ rules }, { input }) => rules.setPolicy(input.circle, input.kind, input.policy),
  }),
  "circles/open-circle": opinion<{ readonly purpose: Uint8Array }>({
    isWhole: true,
    objection: (books, { author, input }) =>
      unless(
        [books.circles.isOpen(author), "the circle is closed"],
        [isReadable(books, toHex(input.purpose), "purpose"), "it has no purpose"],
        [books.circles.depth(author) < DEPTH_MAX, "it is too deep"],
      ),
    apply({ circles, named }, { author, input, now }) {
      circles.open(author, now);
      named.set(`circle ${circles.count()}`, toHex(input.purpose));
    },
  }),
  "circles/close-circle": opinion<{ readonly circle: number }>({
    isWhole: true,
    objection: (books, { author, input }) =>
      unless(
        [isItsOwn(books, author, input.circle), "it is not theirs to close"],
        [!books.circles.hasOpenWithin(input.circle), "there are circles in it"],
      ),
    apply: ({ circles }, { input }) => circles.close(input.circle),
  }),
  "circles/admit": opinion<Entering>({
    isWhole: true,
    objection: (books, { author, input: { circle, person } }) =>
      unless(
        [isItsOwn(books, author, circle), "it is not theirs to say"],
        [books.members.isMember(person), "they are no member"],
        [books.circles.since(circle, person) === undefined, "they are in it"],
        [!books.circles.places.has(`${circle} ${person}`), "the place stands offered"],
      ),
    apply: ({ circles }, { input, now }) =>
      circles.places.set(`${input.circle} ${input.person}`, now + OFFERED),
  }),
  "circles/dismiss": opinion<Entering>({
    isWhole: true,
    objection: (books, { author, input: { circle, person } }) =>
      unless(
        [isItsOwn(books, author, circle), "it is not theirs to say"],
        [
          books.circles.since(circle, person) !== undefined ||
            books.circles.places.has(`${circle} ${person}`),
          "they are not in it, nor asked to be",
        ],
      ),
    apply({ circles }, { input: { circle, person } }) {
      circles.places.delete(`${circle} ${person}`);
      if (circles.since(circle, person) !== undefined) circles.exit(circle, person);
    },
  }),
  "circles/open-role": opinion<{ readonly purpose: Uint8Array }>({
    isWhole: true,
    objection: (books, { author, input }) =>
      unless(
        [books.circles.isOpen(author), "the circle is closed"],
        [isReadable(books, toHex(input.purpose), "purpose"), "nobody says what for"],
      ),
    apply({ circles, named }, { author, input }) {
      circles.openRole(author);
      named.set(`role ${circles.roles.size}`, toHex(input.purpose));
    },
  }),
  "circles/fill-role": opinion<{
    readonly role: number;
    readonly person: number;
    readonly until: number;
  }>({
    isWhole: true,
    objection: (books, { author, input: { role, person, until }, now }) =>
      unless(
        [books.circles.roles.get(role)?.circle === author, "it is another circle's"],
        [inCircleSince(books, author, person) !== undefined, "they are not in it"],
        [until > now && until <= now + TERM_MAX, "the term is wrong"],
      ),
    apply({ circles }, { input: { role, person, until }, now }) {
      circles.offers.set(role, {
        person,
        termEndsAt: until,
        until: Math.min(until, now + OFFERED),
      });
    },
  }),
  "circles/empty-role": opinion<{ readonly role: number }>({
    isWhole: false,
    objection: ({ circles }, { author, input }) =>
      unless([circles.roles.get(input.role)?.circle === author, "it is another circle's"]),
    apply({ circles }, { input }) {
      circles.offers.delete(input.role);
      circles.fillRole(input.role, 0, 0);
    },
  }),
};
