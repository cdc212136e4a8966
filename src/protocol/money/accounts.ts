import { circlesTable, isOpenCircle } from "../circles/index.ts";
import { peopleCount } from "../identity/index.ts";
import { ownerOf } from "../kernel/account.ts";
import { present } from "../kernel/assert.ts";
import { type Refusal, refuse } from "../kernel/fault.ts";
import type { AccountId, CircleId } from "../kernel/ids.ts";
import type { Reader } from "../kernel/state.ts";
import { moneyFaults as faults } from "./faults.ts";

/**
 * Tells whether a number, of a person or of their currency, stands for somebody.
 *
 * Cost: people are numbered without a gap, so one row answers for all.
 */
export function isPerson(state: Reader, number: number): boolean {
  return number > 0 && number <= peopleCount(state);
}

/** Tells whether an account is somebody's: of a person, or of a circle that is open or was. */
export function isAccount(state: Reader, account: AccountId): boolean {
  const owner = ownerOf(account);
  if (owner?.kind === "person") return isPerson(state, owner.person);
  return owner !== undefined && circlesTable.has(state, [owner.circle]);
}

/** Refuses an account that nobody has, or that receives nothing more. */
export function receiverRefusal(state: Reader, account: AccountId): Refusal | undefined {
  const owner = ownerOf(account);
  if (owner?.kind === "person") {
    return isPerson(state, owner.person) ? undefined : refuse(faults["no-such-person"]);
  }
  if (!isAccount(state, account)) return refuse(faults["no-such-account"]);
  if (owner !== undefined && isOpenCircle(state, owner.circle)) return undefined;
  return refuse(faults["circle-closed"]);
}

/** The nearest open circle from one outwards: whose what the circle holds is, or becomes when it closes. */
export function heirOf(state: Reader, circle: CircleId): CircleId {
  let at = circle;
  while (!isOpenCircle(state, at)) {
    at = present(circlesTable.get(state, [at]), "a circle lies in another up to everyone").parent;
  }
  return at;
}
