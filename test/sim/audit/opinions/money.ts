import { DAY } from "#protocol/index.js";
import type { Books } from "../books.ts";
import { type Opinion, type Opinions, opinion, unless } from "../opinion.ts";

interface Part {
  readonly currency: number;
  readonly micro: number;
}

interface Offering extends Part {
  readonly to: number;
}

const PARTS_MAX = 16;
const OFFERS_MAX = 64;
const TAKEN_OVER_MAX = 64;

const isSomebody = ({ people }: Books, number: number) => number > 0 && number <= people.count();

/** Where the numbers of circles begin among accounts. */
const CIRCLES = 2 ** 32;

/** Anyone who may receive something now: a person, or a circle that is open. */
const isReceiver = (books: Books, account: number) =>
  account < CIRCLES ? isSomebody(books, account) : books.circles.isOpen(account - CIRCLES);

/** Tells whether somebody would hold no more of a currency than they said. */
function isTaken(books: Books, person: number, part: Part, now: number): boolean {
  const { money } = books;
  if (part.currency === person) return true;
  const trust = money.trusts.get(`${person} ${part.currency}`);
  if (trust === undefined || now >= trust.until) return false;
  const after = money.held(person, part.currency) + money.weigh(part.micro, now);
  return trust.cap === 0 || money.worth(after, now) <= BigInt(trust.cap);
}

/** Whose account an action moves: a person's own, or that of the circle which decided it. */
export type AccountOf = (author: number) => number;

const ofPerson: AccountOf = (author) => author;

function offerOpinion(side: "from" | "to", winner: "from" | "to", accountOf: AccountOf) {
  return opinion<{ readonly offer: number }>({
    isWhole: true,
    objection({ money }, { author: by, input, now }) {
      const author = accountOf(by);
      const offer = money.offers.get(input.offer);
      if (offer === undefined) return "there is no such offer";
      return unless(
        [offer[side] === author, "it is somebody else's to answer"],
        [now < offer.until, "the offer has ended"],
      );
    },
    apply({ money }, { input }) {
      money.end(input.offer, money.offers.get(input.offer)?.[winner] ?? 0);
    },
  });
}

/** What the auditor thinks of what moves an account, anyone who may move it. */
function accountOpinions(accountOf: AccountOf) {
  return {
    trust: opinion<{
      readonly currency: number;
      readonly cap: number;
      readonly until: number;
    }>({
      isWhole: true,
      objection: (books, { author, input, now }) =>
        unless(
          [input.currency !== accountOf(author), "everybody takes their own"],
          [isSomebody(books, input.currency), "nobody has this number"],
          [input.until > now, "it has ended"],
          [input.until <= now + books.rules.figure("trust-days-max") * DAY, "it is too long"],
        ),
      apply({ money }, { author, input: { currency, cap, until } }) {
        money.trusts.set(`${accountOf(author)} ${currency}`, { cap, until });
      },
    }),
    untrust: opinion<{ readonly currency: number }>({
      isWhole: true,
      objection: ({ money }, { author, input }) =>
        unless([
          money.trusts.has(`${accountOf(author)} ${input.currency}`),
          "there is no such trust",
        ]),
      apply: ({ money }, { author, input }) =>
        money.trusts.delete(`${accountOf(author)} ${input.currency}`),
    }),
    pay: opinion<{ readonly to: number; readonly parts: readonly Part[] }>({
      isWhole: true,
      objection(books, { author: by, input: { to, parts }, now }) {
        const author = accountOf(by);
        const currencies = new Set(parts.map(({ currency }) => currency));
        const total = parts.reduce((sum, { micro }) => sum + BigInt(micro), 0n);
        const { money } = books;
        return unless(
          [to !== author && isReceiver(books, to), "it is for somebody else"],
          [parts.length > 0 && parts.length <= PARTS_MAX, "there are parts"],
          [parts.every(({ micro }) => micro > 0), "no part is empty"],
          [currencies.size === parts.length, "no currency comes twice"],
          [total <= BigInt(Number.MAX_SAFE_INTEGER), "the sum can be written"],
          [
            parts.every(
              (part) => money.held(author, part.currency) >= money.weigh(part.micro, now),
            ),
            "nobody pays what they do not have",
          ],
          [
            parts.every((part) => isTaken(books, to, part, now)),
            "nobody is paid against their will",
          ],
        );
      },
      apply({ money }, { author, input: { to, parts }, now }) {
        for (const { currency, micro } of parts) {
          money.move(accountOf(author), to, currency, money.weigh(micro, now));
        }
      },
    }),
    offer: opinion<Offering>({
      isWhole: true,
      objection(books, { author: by, input, now }) {
        const author = accountOf(by);
        const { money } = books;
        const waiting = [...money.offers.values()].filter(({ from }) => from === author).length;
        return unless(
          [input.to !== author && isReceiver(books, input.to), "it is for somebody else"],
          [input.micro > 0, "it is something"],
          [
            money.held(author, input.currency) >= money.weigh(input.micro, now),
            "nobody offers what they do not have",
          ],
          [waiting < OFFERS_MAX, "too many wait"],
        );
      },
      apply({ money, rules }, { author, input: { to, currency, micro }, now }) {
        const until = now + rules.figure("offer-days") * DAY;
        money.offer({
          from: accountOf(author),
          to,
          currency,
          shares: money.weigh(micro, now),
          until,
        });
      },
    }),
    accept: offerOpinion("to", "to", accountOf),
    decline: offerOpinion("to", "from", accountOf),
    withdraw: offerOpinion("from", "from", accountOf),
  };
}

const person = accountOpinions(ofPerson);
const circle = accountOpinions((author) => CIRCLES + author);

/** What the auditor thinks of what people do with money. */
export const moneyOpinions: Opinions = {
  "money/claim": opinion<{ readonly until: number }>({
    isWhole: true,
    objection({ members, money }, { author, input, now }) {
      const row = members.standing(author);
      if (row?.status !== "member") return "only members have an income";
      if (input.until > now) return "this moment has not come";
      const { hours } = money.income(author, row.since, now, input.until || now);
      return unless([hours > 0, "no hour has passed"]);
    },
    apply({ members, money }, { author, input, now }) {
      const since = members.standing(author)?.since ?? now;
      const { until, shares } = money.income(author, since, now, input.until || now);
      money.claims.set(author, until);
      money.mint(author, shares);
    },
  }),
  "money/trust": person.trust,
  "money/untrust": person.untrust,
  "money/pay": person.pay,
  "money/offer": person.offer,
  "money/accept-offer": person.accept,
  "money/decline-offer": person.decline,
  "money/withdraw-offer": person.withdraw,
};

/** Only an open circle does anything with its money. */
function ofOpenCircle(given: Opinion): Opinion {
  return {
    ...given,
    objection: (books, deed) =>
      books.circles.isOpen(deed.author) ? given.objection(books, deed) : "the circle is closed",
  };
}

/** What the auditor thinks of what circles do with their money. */
export const circleMoneyOpinions: Opinions = {
  "money/trust-as-circle": ofOpenCircle(circle.trust),
  "money/untrust-as-circle": ofOpenCircle(circle.untrust),
  "money/pay-as-circle": ofOpenCircle(circle.pay),
  "money/offer-as-circle": ofOpenCircle(circle.offer),
  "money/accept-as-circle": ofOpenCircle(circle.accept),
  "money/decline-as-circle": ofOpenCircle(circle.decline),
  "money/withdraw-as-circle": ofOpenCircle(circle.withdraw),
  "money/take-over": opinion<{ readonly circle: number }>({
    isWhole: true,
    objection: ({ circles, rules, money }, { author, input: { circle } }) => {
      const isThere = circle > 0 && circle <= circles.count();
      if (!isThere || circles.isOpen(circle)) return "it is no closed circle";
      let around = circle;
      while (!circles.isOpen(around)) around = rules.parentOf(around);
      return unless(
        [around === author, "it is another circle's to take over"],
        [money.of(CIRCLES + circle).length > 0, "there is nothing"],
      );
    },
    apply({ money }, { author, input: { circle } }) {
      for (const [currency, shares] of money.of(CIRCLES + circle).slice(0, TAKEN_OVER_MAX)) {
        money.move(CIRCLES + circle, CIRCLES + author, currency, shares);
      }
    },
  }),
};
