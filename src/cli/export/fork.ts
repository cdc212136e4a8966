import {
  circlesTable,
  isOpenCircle,
  memberships,
  policies,
  roles,
} from "../../protocol/circles/index.ts";
import {
  articlesInForce,
  charter,
  parameterList,
  parameterValue,
} from "../../protocol/constitution/index.ts";
import { devices, peopleCount } from "../../protocol/identity/index.ts";
import { circleAccount, ownerOf } from "../../protocol/kernel/account.ts";
import { inDomain } from "../../protocol/kernel/domain.ts";
import {
  type AccountId,
  type CircleId,
  EVERYONE,
  type PersonId,
} from "../../protocol/kernel/ids.ts";
import { toPlain } from "../../protocol/kernel/plain.ts";
import { encode, u32 } from "../../protocol/kernel/schema.ts";
import type { Reader } from "../../protocol/kernel/state.ts";
import {
  admissions,
  counters,
  intake,
  isMember,
  members,
  memberTallies,
  settledUntil,
  standsBetween,
  vouches,
} from "../../protocol/membership/index.ts";
import { claims, heirOf, holdings, trusts } from "../../protocol/money/index.ts";
import { profiles } from "../../protocol/records/index.ts";
import { texts } from "../../protocol/texts/index.ts";
import { viewOf } from "./lists.ts";
import type { History } from "./open-history.ts";
import { readerInForce } from "./reader-in-force.ts";

const NONE = new Uint8Array(32);
/** Days of admissions that go along: a year and some. */
const DAYS_CARRIED_MAX = 400;

/** What of a history is carried on. */
export interface Carried extends Pick<History, "law" | "ledger"> {
  readonly file: Pick<History["file"], "name" | "purpose" | "language">;
  readonly head: Pick<History["head"], "time">;
}

/**
 * Writes the founding document of a community that goes on from here: the same people, rules,
 * circles, vouches, trusts, balances and texts, under another name on the wire.
 *
 * Bounds: decisions that are open, invitations, applications and a phase that runs do not come along; a waiting offer
 * goes back to the person who made it. The machine that founds becomes the validator.
 */
export function forkFounding(history: Carried): string {
  const { law } = history.ledger;
  const state = readerInForce(history.ledger);
  const now = history.head.time;
  const { name, purpose, language } = history.file;
  const rooms = {
    constitution: constitutionPart(state),
    identity: { people: peoplePart(history, state, now) },
    membership: membershipPart(state, now),
    circles: circlesPart(state, now),
    money: moneyPart(history, state, now),
    records: recordsPart(state),
  };
  const plain = {
    // Under an edition that still changes a community could not go on.
    format: Math.min(law.edition, law.published),
    name,
    purpose,
    language,
    foundedAt: new Date(now).toISOString(),
    rooms: toPlain(rooms),
  };
  return `${JSON.stringify(plain, undefined, 2)}\n`;
}

function constitutionPart(state: Reader) {
  const changed = parameterList
    .map(({ name, default: initial }) => ({ name, initial, value: parameterValue(state, name) }))
    .filter(({ initial, value }) => value !== initial)
    .map(({ name, value }) => ({ parameter: name, value }));
  return {
    charter: charter.get(state, [])?.text ?? NONE,
    parameters: changed,
    articles: articlesInForce(state).map(({ text }) => text),
  };
}

/**
 * The first device in use of each person, and their recovery key; somebody who has neither gets a
 * key that nobody holds, so that numbers stay what they were.
 */
function peoplePart({ ledger, law }: Carried, state: Reader, now: number) {
  const { sha256 } = ledger.stateMachine.ruleContext(now);
  return Array.from({ length: peopleCount(state) }, (_, place) => {
    const person = (place + 1) as PersonId;
    const live = [...devices.entries(state, [person])]
      .map(({ row }) => row)
      .filter(({ until }) => until === 0 || now < until);
    const device = live.find(({ kind }) => kind === "device");
    const recovery = live.find(({ kind }) => kind === "recovery");
    const purpose = `nobody/${law.rooms.length}`;
    const nobody = sha256(inDomain(purpose, ledger.community, encode(u32, person)));
    if (device !== undefined) return { device: device.key, recovery: recovery?.key ?? NONE };
    return { device: recovery?.key ?? nobody, recovery: NONE };
  });
}

function membershipPart(state: Reader, now: number) {
  const listed = [...members.entries(state, [])].filter(({ row }) => row.status === "member");
  const standing = [...vouches.entries(state, [])].filter(({ key: [from, to], row }) => {
    const isBoth = isMember(state, from) && isMember(state, to);
    return isBoth && standsBetween(state, { from, to }, row, now);
  });
  const isListed = ({ key: [person] }: { readonly key: readonly [PersonId] }) =>
    isMember(state, person);
  return {
    members: listed.map(({ key: [person], row: { since, founder, invitedBy } }) => ({
      person,
      since,
      founder,
      invitedBy,
    })),
    vouches: standing.map(({ key: [from, to], row: { at, until } }) => ({ from, to, at, until })),
    admissions: [...admissions.entries(state, [])]
      .filter(isListed)
      .map(({ key: [person], row }) => ({ person, ...row })),
    intake: intakeDays(state),
    bars: [...memberTallies.entries(state, [])]
      .filter((one) => isListed(one) && one.row.bars > 0)
      .map(({ key: [person], row: { barredUntil, bars } }) => {
        return { person, until: barredUntil, bars };
      }),
    settledUntil: settledUntil(state, now),
  };
}

/** How many were admitted on each of the last days, from the running sums. */
function intakeDays(state: Reader) {
  const days = [...intake.entries(state, [])].slice(-DAYS_CARRIED_MAX);
  const { admitted } = counters.get(state, []) ?? { admitted: 0 };
  return days.map(({ key: [day], row: { before, members } }, at) => {
    const after = days[at + 1]?.row.before ?? admitted;
    return { day, admitted: after - before, members };
  });
}

function openCircles(state: Reader) {
  return [...circlesTable.entries(state, [])].filter(({ row }) => row.closedAt === 0);
}

/** The new numbers of open circles, where a closed one leaves a gap. */
function newNumbers(state: Reader): ReadonlyMap<number, number> {
  return new Map(openCircles(state).map(({ key: [circle] }, place) => [circle, place + 1]));
}

function circlesPart(state: Reader, now: number) {
  const open = openCircles(state);
  const numbers = newNumbers(state);
  const numberOf = (circle: number): number => numbers.get(circle) ?? EVERYONE;
  const isIn = (circle: CircleId, person: PersonId) =>
    circle === EVERYONE || memberships.has(state, [circle, person]);
  return {
    circles: open
      .filter(({ key: [circle] }) => circle !== EVERYONE)
      .map(({ key: [circle], row: { parent, purpose } }) => ({
        parent: numberOf(parent),
        purpose,
        members: [...memberships.entries(state, [circle])]
          .map(({ key }) => key[1])
          .filter((person) => isMember(state, person)),
      })),
    policies: [...policies.entries(state, [])]
      .filter(({ key: [circle] }) => numbers.has(circle))
      .map(({ key: [circle, kind], row: policy }) => ({ circle: numberOf(circle), kind, policy })),
    roles: [...roles.entries(state, [])]
      .filter(({ row: { circle } }) => numbers.has(circle))
      .map(({ row: { circle, purpose, holder, until } }) => {
        const stays =
          holder !== 0 && until > now && isMember(state, holder) && isIn(circle, holder);
        const kept = stays ? { holder, until } : { holder: 0, until: 0 };
        return { circle: numberOf(circle), purpose, ...kept };
      }),
  };
}

interface WaitingOffer {
  readonly from: AccountId;
  readonly currency: number;
  readonly shares: bigint;
}

interface Balance {
  readonly account: AccountId;
  readonly currency: number;
  readonly shares: bigint;
}

function moneyPart(history: Carried, state: Reader, now: number) {
  const { index } = viewOf(history, "money/day", {});
  const accountOf = carriedAccounts(state);
  const sums = new Map<string, Balance>();
  const add = (held: AccountId, currency: number, shares: bigint): void => {
    const account = accountOf(held);
    const name = `${account} ${currency}`;
    const before = sums.get(name)?.shares ?? 0n;
    sums.set(name, { account, currency, shares: before + shares });
  };
  for (const { key, row } of holdings.entries(state, [])) add(key[0], key[1], row.shares);
  for (const offer of waitingOffers(history, state)) add(offer.from, offer.currency, offer.shares);
  return {
    index,
    trusts: [...trusts.entries(state, [])]
      .filter(({ key: [account], row }) => row.until > now && !isOfClosedCircle(state, account))
      .map(({ key: [account, currency], row: { cap, until } }) => ({
        account: accountOf(account),
        currency,
        cap,
        until,
      })),
    balances: [...sums.values()],
    claims: [...claims.entries(state, [])].map(({ key: [person], row: { until } }) => ({
      person,
      until,
    })),
  };
}

function isOfClosedCircle(state: Reader, account: AccountId): boolean {
  const owner = ownerOf(account);
  return owner?.kind === "circle" && !isOpenCircle(state, owner.circle);
}

/** The account that carries on: a circle's by its new number, a closed one's by the circle around it. */
function carriedAccounts(state: Reader): (account: AccountId) => AccountId {
  const numbers = newNumbers(state);
  return (account) => {
    const owner = ownerOf(account);
    if (owner?.kind !== "circle") return account;
    return circleAccount((numbers.get(heirOf(state, owner.circle)) ?? EVERYONE) as CircleId);
  };
}

function* waitingOffers({ law }: Carried, state: Reader): Generator<WaitingOffer> {
  const table = law.tableByName.get("money/offers");
  if (table === undefined) return;
  for (const { row } of state.scan(table, table.keyBytes([]), table.endBytes([]))) {
    yield row as WaitingOffer;
  }
}

function recordsPart(state: Reader) {
  const kept = [...texts.entries(state, [])].filter(({ row }) => row.erasedAt === 0);
  return {
    texts: kept.map(({ row: { hash, owner, audience, kind, bytes } }) => ({
      hash,
      owner,
      audience,
      kind,
      bytes,
    })),
    profiles: [...profiles.entries(state, [])].map(({ key: [person], row: { text } }) => ({
      person,
      text,
    })),
  };
}
