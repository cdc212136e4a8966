import { circlesTable } from "../../protocol/circles/index.ts";
import { accountText, circleAccount, personAccount } from "../../protocol/kernel/account.ts";
import { type AccountId, EVERYONE, type PersonId } from "../../protocol/kernel/ids.ts";
import { formatAmount } from "../amounts.ts";
import { type Cell, csv } from "./csv.ts";
import type { History } from "./open-history.ts";
import { readerInForce } from "./reader-in-force.ts";
import type { TextReader } from "./texts.ts";

/** A list for people: the name of its file and what is in it. */
export interface ListFile {
  readonly name: string;
  readonly text: string;
}

/** A state that views are read on, and its time. */
type Readable = Pick<History, "ledger"> & { readonly head: Pick<History["head"], "time"> };

/** Reads a view of the law on the newest state. */
export function viewOf<V>({ ledger, head }: Readable, name: string, query: unknown = {}): V {
  const view = ledger.law.viewByName.get(name);
  if (view === undefined) throw new Error(`there is no view ${name}`);
  const ruleContext = ledger.machine.ruleContext(head.time);
  return view.read({ ...ruleContext, state: ledger.reader(), query } as never) as V;
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

interface Person {
  readonly person: PersonId;
  readonly status: string;
  readonly since: number;
  readonly invitedBy: number;
  readonly founder: boolean;
  readonly isElder: boolean;
}

const everybody = (history: History) => viewOf<readonly Person[]>(history, "membership/people");

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

interface Vouched {
  readonly vouchedBy: readonly {
    readonly person: number;
    readonly at: number;
    readonly until: number;
  }[];
}

function vouches(history: History, { nameOf }: TextReader): string {
  const lines = everybody(history).flatMap(({ person }) => {
    const { vouchedBy } = viewOf<Vouched>(history, "membership/person", { person });
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

interface Wallet {
  readonly holdings: readonly { currency: number; micro: number; shares: bigint }[];
}

function balances(history: History, texts: TextReader): string {
  const { nameOf } = texts;
  const lines = accountsOf(history, texts).flatMap(({ account, name }) => {
    const { holdings } = viewOf<Wallet>(history, "money/wallet", { account });
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

interface Trusts {
  readonly given: readonly { currency: number; cap: number; until: number; heldMicro: number }[];
}

function trusts(history: History, texts: TextReader): string {
  const { nameOf } = texts;
  const lines = accountsOf(history, texts).flatMap(({ account, name }) => {
    const { given } = viewOf<Trusts>(history, "money/trusts", { account });
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
export interface ListedDecision {
  readonly decision: number;
  readonly circle: number;
  readonly kind: string;
  readonly text: Uint8Array;
  readonly proposer: number;
  readonly stage: string;
  readonly openedAt: number;
  readonly closesAt: number;
  readonly effectAt: number;
  readonly eligible: number;
  readonly answered: number;
  readonly method: string;
  /** What the answers add up to, by name; nothing while voting lasts. */
  readonly count: { readonly [name: string]: number } | null;
}

/** All decisions, newest first. */
export function decisionsOf(history: History): readonly ListedDecision[] {
  return viewOf<readonly ListedDecision[]>(history, "decisions/list");
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

interface Circle {
  readonly circle: number;
  readonly parent: number;
  readonly purpose: Uint8Array;
  readonly since: number;
  readonly members: readonly number[];
}

function circles(history: History, { nameOf, field }: TextReader): string {
  const all = viewOf<readonly { readonly circle: number }[]>(history, "circles/list");
  const lines = all.flatMap(({ circle }) => {
    const { parent, purpose, since, members } = viewOf<Circle>(history, "circles/circle", {
      circle,
    });
    const name = circle === 1 ? history.file.name : field(purpose, "name");
    return members.map((person) => [circle, name, parent, moment(since), person, nameOf(person)]);
  });
  return csv(["circle", "name", "inside", "since", "person", "name of member"], lines);
}
