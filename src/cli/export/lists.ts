import type { PagedView } from "../../client/every-row.ts";
import type { QueryOf, ViewName } from "../../client/view-types.ts";
import { circlesTable } from "../../protocol/circles/index.ts";
import { accountText, circleAccount, personAccount } from "../../protocol/kernel/account.ts";
import { present } from "../../protocol/kernel/assert.ts";
import { type AccountId, EVERYONE } from "../../protocol/kernel/ids.ts";
import { formatAmount } from "../amounts.ts";
import { type LawViewOf, readLawView } from "../law-view.ts";
import { type Cell, csv } from "./csv.ts";
import type { History } from "./open-history.ts";
import { readerInForce } from "./reader-in-force.ts";
import type { TextReader } from "./texts.ts";

/** A list for people: the name of its file and what is in it. */
export interface ListFile {
  readonly name: string;
  readonly text: string;
}

/** A history that views are read on, as of its newest block. */
type Readable = Pick<History, "ledger"> & { readonly head: Pick<History["head"], "time"> };

/** Reads a view that is there in every community. */
export function viewOf<N extends ViewName>(
  { ledger, head }: Readable,
  name: N,
  query: QueryOf<N>,
): LawViewOf<N> {
  return present(readLawView({ ledger, now: head.time }, name, query), `${name} is there`);
}

/** Reads all pages of a view that answers in pages. */
function rowsOf<N extends PagedView>(
  history: Readable,
  name: N,
  query: Omit<QueryOf<N>, "after">,
): readonly LawRowOf<N>[] {
  const rows: LawRowOf<N>[] = [];
  let after = 0;
  do {
    const page = viewOf(history, name, { ...query, after } as QueryOf<N>) as LawPage<N>;
    rows.push(...page.rows);
    after = page.next;
  } while (after !== 0);
  return rows;
}

type LawRowOf<N extends PagedView> =
  LawViewOf<N> extends { readonly rows: readonly (infer Row)[] } ? Row : never;

interface LawPage<N extends PagedView> {
  readonly rows: readonly LawRowOf<N>[];
  readonly next: number;
}

const moment = (value: number): Cell => (value === 0 ? null : new Date(value).toISOString());

/** The lists that people look into: members, vouches, balances, trusts, decisions, circles. */
export function listFiles(history: History, texts: TextReader): ListFile[] {
  return [
    { name: "people.csv", text: people(history, texts) },
    { name: "vouches.csv", text: vouches(history, texts) },
    { name: "balances.csv", text: balances(history, texts) },
    { name: "trusts.csv", text: trusts(history, texts) },
    { name: "decisions.csv", text: decisions(history, texts) },
    { name: "circles.csv", text: circles(history, texts) },
  ];
}

const everybody = (history: History) => rowsOf(history, "membership/people", {});

function people(history: History, { nameOf }: TextReader): string {
  const heads = ["person", "name", "status", "since", "invited by", "founder", "elder"];
  const lines = everybody(history).map((each) => [
    each.person,
    nameOf(each.person),
    each.status,
    moment(each.since),
    each.invitedBy === 0 ? null : each.invitedBy,
    each.founder,
    each.isElder,
  ]);
  return csv(heads, lines);
}

function vouches(history: History, { nameOf }: TextReader): string {
  const lines = everybody(history).flatMap(({ person }) => {
    const { vouchedBy } = viewOf(history, "membership/person", { person });
    return vouchedBy.map(({ person: by, at, until }) => [
      by,
      nameOf(by),
      person,
      nameOf(person),
      moment(at),
      moment(until),
    ]);
  });
  return csv(["by", "name", "for", "name", "at", "until"], lines);
}

interface Account {
  readonly account: AccountId;
  readonly name: string;
}

/** Everybody's account, and every circle's, closed ones too: what they held may still be theirs. */
function accountsOf(history: History, { nameOf, field }: TextReader): readonly Account[] {
  const people = everybody(history).map(({ person }) => ({
    account: personAccount(person),
    name: nameOf(person),
  }));
  const own = [...circlesTable.entries(readerInForce(history.ledger), [])].map(({ key, row }) => ({
    account: circleAccount(key[0]),
    name: key[0] === EVERYONE ? history.file.name : field(row.purpose, "name"),
  }));
  return [...people, ...own];
}

function balances(history: History, texts: TextReader): string {
  const { nameOf } = texts;
  const lines = accountsOf(history, texts).flatMap(({ account, name }) => {
    const { holdings } = viewOf(history, "money/wallet", { account });
    return holdings.map(({ currency, micro, shares }) => [
      accountText(account),
      name,
      currency,
      nameOf(currency),
      formatAmount(micro),
      shares.toString(),
    ]);
  });
  return csv(["account", "name", "currency", "name of issuer", "amount", "shares"], lines);
}

function trusts(history: History, texts: TextReader): string {
  const { nameOf } = texts;
  const lines = accountsOf(history, texts).flatMap(({ account, name }) => {
    const { given } = viewOf(history, "money/trusts", { account });
    return given.map(({ currency, cap, until, heldMicro }) => [
      accountText(account),
      name,
      currency,
      nameOf(currency),
      cap === 0 ? "any amount" : formatAmount(cap),
      moment(until),
      formatAmount(heldMicro),
    ]);
  });
  return csv(["account", "name", "takes money of", "name", "up to", "until", "holds"], lines);
}

/** A decision as the lists and pages of an export need it. */
export type ListedDecision = LawViewOf<"decisions/list">[number];

/** All decisions, newest first. */
export function decisionsOf(history: History): readonly ListedDecision[] {
  return viewOf(history, "decisions/list", {});
}

function decisions(history: History, { nameOf, field }: TextReader): string {
  const heads =
    "decision,title,circle,kind,method,proposer,stage,opened,closes,takes effect,may vote,answered,yes,no,abstain,counts";
  const lines = decisionsOf(history).map((each) => [
    each.decision,
    field(each.text, "title"),
    each.circle,
    each.kind,
    each.method,
    nameOf(each.proposer),
    each.stage,
    moment(each.openedAt),
    moment(each.closesAt),
    moment(each.effectAt),
    each.eligible,
    each.answered,
    each.count?.["yes"] ?? null,
    each.count?.["no"] ?? null,
    each.count?.["abstain"] ?? null,
    each.count === null ? null : JSON.stringify(each.count),
  ]);
  return csv(heads.split(","), lines);
}

function circles(history: History, { nameOf, field }: TextReader): string {
  const all = viewOf(history, "circles/list", {});
  const lines = all.flatMap(({ circle }) => {
    const { parent, purpose, since } = viewOf(history, "circles/circle", { circle });
    const members = rowsOf(history, "circles/people", { circle });
    const name = circle === 1 ? history.file.name : field(purpose, "name");
    return members.map((person) => [circle, name, parent, moment(since), person, nameOf(person)]);
  });
  return csv(["circle", "name", "inside", "since", "person", "name of member"], lines);
}
