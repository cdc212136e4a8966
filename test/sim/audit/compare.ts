import { DAY, type Law, type Policy, parameterList, type Reader, toHex } from "#protocol/index.js";
import { rowsOf } from "../reading.ts";
import type { Books } from "./books.ts";
import { conversationPages } from "./conversation-pages.ts";
import { type AuditedDecision, answerIn, countOf } from "./decisions.ts";
import type { Fields, Page, Written } from "./page.ts";

/** Says where the state differs from the books, or nothing. */
export function difference(law: Law, state: Reader, books: Books): string | undefined {
  for (const page of pagesOf(books)) {
    const found = differenceOn(law, state, page);
    if (found !== undefined) return `${page.table}: ${found}`;
  }
  return (
    figureDifference(law, state, books) ??
    indexDifference(law, state, books) ??
    paceDifference(law, state, books)
  );
}

/** The changes of seats that the law remembers are those in the books, and count alike. */
function paceDifference(law: Law, state: Reader, { machines: { moves } }: Books) {
  type Change = { readonly change: string; readonly counts: boolean };
  const rows = rowsOf<readonly [number, number], Change>(law, state, "validators/seat-changes");
  const said = rows.map(({ key, row }) => `${key[0]} ${row.change} ${row.counts}`);
  const first = rows[0]?.key[0] ?? Number.POSITIVE_INFINITY;
  const known = moves
    .filter(({ at }) => at >= first)
    .map(({ at, by, counts }) => `${at} ${by === 1 ? "given" : "gone"} ${counts}`);
  const [written, noted] = [said.sort().join(", "), known.sort().join(", ")];
  return written === noted
    ? undefined
    : `the changes of seats are ${written}, and ${noted} in the books`;
}

function figureDifference(law: Law, state: Reader, { rules }: Books): string | undefined {
  for (const { key, row } of rowsOf<readonly [number], Fields>(
    law,
    state,
    "constitution/parameters",
  )) {
    const declared = parameterList[key[0] - 1];
    const figure = rules.figure(declared?.name ?? "");
    if (row["value"] !== figure) return `${declared?.name} is ${row["value"]}, not ${figure}`;
  }
  return undefined;
}

/** Only days on which money moved are written; what is written must be right. */
function indexDifference(law: Law, state: Reader, { money }: Books): string | undefined {
  for (const { key, row } of rowsOf<readonly [number], Fields>(law, state, "money/days").slice(
    -3,
  )) {
    const index = money.indexAt(key[0] * DAY);
    if (row["index"] !== index)
      return `the index of day ${key[0]} is ${row["index"]}, not ${index}`;
  }
  return undefined;
}

function differenceOn(law: Law, state: Reader, { table, books, of }: Page): string | undefined {
  const missing = new Map(books);
  for (const { key, row } of rowsOf<readonly unknown[], Fields>(law, state, table)) {
    const name = key.map((part) => (part instanceof Uint8Array ? toHex(part) : part)).join(" ");
    const said = of(row, key);
    const known = books.get(name);
    if (known !== said) return `${name} is ${said}, and ${known ?? "nothing"} in the books`;
    missing.delete(name);
  }
  const [first] = missing;
  return first === undefined ? undefined : `${first[0]} is missing: ${first[1]}`;
}

function write<K, V>(rows: Iterable<readonly [K, V]>, say: (value: V) => string): Written {
  return new Map([...rows].map(([key, value]) => [String(key), say(value)]));
}

function pagesOf(books: Books): Page[] {
  return [
    ...peoplePages(books),
    ...moneyPages(books),
    ...machinePages(books),
    ...ruledPages(books),
    ...challengePages(books),
    ...writingPages(books),
    ...conversationPages(books),
  ];
}

/** What is written of texts: a key has room for 30 of a hash's bytes. */
function writingPages({ texts, profiles }: Books): Page[] {
  const written = [...texts].map(([name, { owner, kind, bytes, isErased }]) => {
    return [name.slice(0, 60), `${owner} ${kind} ${bytes} ${isErased}`] as const;
  });
  return [
    {
      table: "records/texts",
      books: new Map(written),
      of: ({ owner, kind, bytes, erasedAt }) => `${owner} ${kind} ${bytes} ${erasedAt !== 0}`,
    },
    {
      table: "records/profiles",
      books: new Map([...profiles].map(([person, text]) => [`${person}`, text])),
      of: ({ text }) => toHex(text as Uint8Array),
    },
  ];
}

/** Stands in the tables where a key is asked for and there is none. */
const NONE = 65_535;

function deviceText({ key, kind, until, oldFrom, frozenUntil }: Fields): string {
  return [toHex(key as Uint8Array), kind, until, oldFrom, frozenUntil].join(" ");
}

function peoplePages({ people, members, invitations }: Books): Page[] {
  const devices: [string, string][] = [];
  const nonces: [string, string][] = [];
  for (let person = 1; person <= people.count(); person += 1) {
    for (const [device, row] of people.devicesOf(person).entries()) {
      devices.push([`${person} ${device}`, deviceText({ ...row })]);
      nonces.push([`${person} ${device}`, `${row.last}`]);
    }
  }
  return [
    {
      table: "identity/devices",
      books: new Map(devices),
      of: deviceText,
    },
    {
      table: "identity/removals",
      books: write(people.keys.removals, ({ by, together = NONE, against = NONE, at }) =>
        [by, together, against, at].join(" "),
      ),
      of: ({ by, together, vetoedBy, at }) => [by, together, vetoedBy, at].join(" "),
    },
    {
      table: "identity/freezes",
      books: new Map(
        [...people.keys.stretches].flatMap(([person, stretches]) =>
          stretches.map(({ from, until }) => [`${person} ${from}`, `${until}`] as const),
        ),
      ),
      of: ({ until }) => `${until}`,
    },
    {
      table: "identity/notices",
      books: write(people.keys.notices.given, ({ by, since, at }) => [by, since, at].join(" ")),
      of: ({ by, since, at }) => [by, since, at].join(" "),
    },
    {
      table: "identity/notice-rests",
      books: write(people.keys.notices.rests, ({ by, until }) => `${by} ${until}`),
      of: ({ by, until }) => `${by} ${until}`,
    },
    { table: "identity/nonces", books: new Map(nonces), of: ({ last }) => `${last}` },
    {
      table: "membership/members",
      books: write(members.people(), ({ status, since }) => `${status} since ${since}`),
      of: ({ status, since }) => `${status} since ${since}`,
    },
    {
      table: "membership/applications",
      books: write(members.growth.written(), ({ until, readyAt, rank, chargedTo, needed }) =>
        [until, readyAt, rank, chargedTo, needed].join(" "),
      ),
      of: ({ until, readyAt, rank, chargedTo, needed }) =>
        [until, readyAt, rank, chargedTo, needed].join(" "),
    },
    {
      table: "membership/vouches",
      books: write(members.vouches(), ({ at, until }) => `from ${at} to ${until}`),
      of: ({ at, until }) => `from ${at} to ${until}`,
    },
    {
      table: "membership/invitations",
      books: write(invitations, ({ by, uses, used, until }) => `${by} ${uses} ${used} ${until}`),
      of: ({ by, uses, used, until }) => `${by} ${uses} ${used} ${until}`,
    },
  ];
}

function challengePages({ challenges }: Books): Page[] {
  const stages: [string, string][] = [];
  const outcomes: [string, string][] = [];
  for (const [at, one] of challenges.all.entries()) {
    const { stage, supporters, needed, restUntil } = one;
    stages.push([`${at + 1}`, `${stage} ${supporters.size}/${needed} rests ${restUntil}`]);
    for (const [person, outcome] of one.outcomes) outcomes.push([`${at + 1} ${person}`, outcome]);
  }
  return [
    {
      table: "challenges/challenges",
      books: new Map(stages),
      of: ({ stage, supporters, needed, restUntil }) =>
        `${stage} ${supporters}/${needed} rests ${restUntil}`,
    },
    {
      table: "challenges/accused",
      books: new Map(outcomes),
      of: ({ outcome }) => String(outcome),
    },
  ];
}

function moneyPages({ money }: Books): Page[] {
  return [
    {
      table: "money/holdings",
      books: write(money.holdings, String),
      of: ({ shares }) => `${shares}`,
    },
    {
      table: "money/supply",
      books: write(money.supply, String),
      of: ({ minted, burnt }) => `${(minted as bigint) - (burnt as bigint)}`,
    },
    {
      table: "money/trusts",
      books: write(money.trusts, ({ cap, until }) => `${cap} to ${until}`),
      of: ({ cap, until }) => `${cap} to ${until}`,
    },
    { table: "money/claims", books: write(money.claims, String), of: ({ until }) => `${until}` },
    {
      table: "money/offers",
      books: write(
        money.offers,
        ({ from, to, currency, shares, until }) => `${from} ${to} ${currency} ${shares} ${until}`,
      ),
      of: ({ from, to, currency, shares, until }) => `${from} ${to} ${currency} ${shares} ${until}`,
    },
  ];
}

function machinePages({ machines }: Books): Page[] {
  return [
    {
      table: "validators/machines",
      books: write(machines.machines, (machine) => {
        return `${machine.key} of ${machine.operator} since ${machine.since} ${machine.isWithdrawn}`;
      }),
      of: ({ key, operator, since, withdrawnAt }) =>
        `${toHex(key as Uint8Array)} of ${operator} since ${since} ${withdrawnAt !== 0}`,
    },
    {
      table: "validators/seats",
      books: write(machines.seats, ({ isTaken, until }) => `${isTaken} to ${until}`),
      of: ({ standing, until }) => `${standing === "taken"} to ${until}`,
    },
    {
      table: "validators/waiting-changes",
      books: write(machines.waiting, ({ change, machine, until, backers }) =>
        [change, machine, until, backers.size].join(" "),
      ),
      of: ({ change, machine, until, backers }) => [change, machine, until, backers].join(" "),
    },
    {
      table: "validators/lots",
      books: new Map(machines.outcomes),
      of: ({ standing, value }) =>
        standing === "drawn" ? `drawn ${toHex(value as Uint8Array)}` : `${standing}`,
    },
  ];
}

const sayPolicy = ({ quorum, majority, votingMs, delayMs }: Policy) =>
  `${quorum} ${majority.numerator}/${majority.denominator} ${votingMs} ${delayMs}`;

function ruledPages({ decisions, articles, circles, rules, editions }: Books): Page[] {
  const ballots: [string, string][] = [];
  const reasons: [string, string][] = [];
  for (const [decision, row] of decisions) {
    for (const [person, { answer, salt }] of row.ballots) {
      ballots.push([`${decision} ${person}`, `${answer} ${salt}`]);
    }
    for (const [person, { text, bytes, at, salt }] of row.reasons) {
      reasons.push([`${decision} ${person}`, [text, bytes, at, salt].join(" ")]);
    }
  }
  return [
    {
      table: "decisions/decisions",
      books: write(decisions, sayDecision),
      of: (row) => sayRow(row),
    },
    {
      table: "decisions/ballots",
      books: new Map(ballots),
      of: ({ ballot, salt }) => `${answerIn(ballot as Uint8Array)} ${toHex(salt as Uint8Array)}`,
    },
    {
      table: "decisions/reasons",
      books: new Map(reasons),
      of: ({ text, bytes, at, salt }) =>
        [toHex(text as Uint8Array), bytes, at, toHex(salt as Uint8Array)].join(" "),
    },
    {
      table: "constitution/adoptions",
      books: new Map(
        editions.adoptions.map(({ edition, digest, moment, standing, height }, at) => [
          `${at + 1}`,
          [edition, digest, moment, standing, height].join(" "),
        ]),
      ),
      of: ({ edition, digest, moment, standing, height }) =>
        [edition, toHex(digest as Uint8Array), moment, standing, height].join(" "),
    },
    {
      table: "constitution/edition",
      books: new Map([["", `${editions.inForce()}`]]),
      of: ({ number }) => `${number}`,
    },
    {
      table: "constitution/articles",
      books: write(articles, ({ text, isInForce }) => `${text} ${isInForce}`),
      of: ({ text, until }) => `${toHex(text as Uint8Array)} ${until === 0}`,
    },
    {
      table: "circles/memberships",
      books: write(circles.memberships, String),
      of: ({ since }) => `${since}`,
    },
    {
      table: "circles/policies",
      books: write(rules.policies, sayPolicy),
      of: ({ quorum, majority, votingMs, delayMs }) =>
        sayPolicy({ quorum, majority, votingMs, delayMs } as Policy),
    },
    {
      table: "circles/places-offered",
      books: write(circles.places, String),
      of: ({ until }) => `${until}`,
    },
    {
      table: "circles/roles-offered",
      books: write(circles.offers, ({ person, until, termEndsAt }) =>
        [person, until, termEndsAt].join(" "),
      ),
      of: ({ person, until, termEndsAt }) => [person, until, termEndsAt].join(" "),
    },
    {
      table: "circles/roles",
      books: write(circles.roles, ({ circle, holder, until }) => `${circle} ${holder} ${until}`),
      of: ({ circle, holder, until }) => `${circle} ${holder} ${until}`,
    },
    {
      table: "circles/circles",
      books: new Map(
        Array.from({ length: circles.count() }, (_, at) => {
          return [`${at + 1}`, circles.isOpen(at + 1) ? "open" : "closed"];
        }),
      ),
      of: ({ closedAt }) => (closedAt === 0 ? "open" : "closed"),
    },
  ];
}

/** Counts are told when voting has ended; until then nothing of them stands anywhere. */
function sayDecision(decision: AuditedDecision): string {
  const { stage, policy, openedAt, closesAt, effectAt } = decision;
  const { quorum, majority } = policy;
  const isTold = stage !== "open" && stage !== "withdrawn";
  const words = isTold ? (["yes", "no", "abstain"] as const) : [];
  const counts = words.map((answer) => countOf(decision, answer));
  const policyWords = `${quorum} ${majority.numerator}/${majority.denominator}`;
  const times = `${openedAt} ${closesAt} ${effectAt}`;
  const answered = decision.ballots.size;
  const rolls = `${decision.eligible} ${decision.quorumOf} ${decision.leastYes}`;
  return `${stage} ${policyWords} of ${rolls}, ${times}, ${answered}: ${counts.join(" ")}`;
}

function sayRow(row: Fields): string {
  const { quorum, majority } = row["policy"] as AuditedDecision["policy"];
  const policyWords = `${quorum} ${majority.numerator}/${majority.denominator}`;
  const times = `${row["openedAt"]} ${row["closesAt"]} ${row["effectAt"]}`;
  const counts = (row["counts"] as readonly number[]).join(" ");
  const { stage, answered } = row;
  const rolls = `${row["eligible"]} ${row["quorumOf"]} ${row["leastYes"]}`;
  return `${stage} ${policyWords} of ${rolls}, ${times}, ${answered}: ${counts}`;
}
