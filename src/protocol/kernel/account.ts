import type { AccountId, CircleId, PersonId } from "./ids.ts";
import { divFloor } from "./integer.ts";

/**
 * Who can hold money; the place in the list is the kind's number.
 *
 * Bounds: only ever appended to, up to 256.
 */
export const accountKinds = ["person", "circle"] as const;

/** The kind of an account. */
export type AccountKind = (typeof accountKinds)[number];

/** Whose account it is. */
export type AccountOwner =
  | { readonly kind: "person"; readonly person: PersonId }
  | { readonly kind: "circle"; readonly circle: CircleId };

/** Numbers of one kind. */
const NUMBERS = 4_294_967_296;

/**
 * The account of a person.
 *
 * Why: it is the person's own number, so what people hold is found and written as cheaply as by person.
 */
export function personAccount(person: PersonId): AccountId {
  return person as number as AccountId;
}

/** The account of a circle. */
export function circleAccount(circle: CircleId): AccountId {
  return (NUMBERS + circle) as AccountId;
}

/** Whose account a number is; nothing for a kind that this law does not know. */
export function ownerOf(account: AccountId): AccountOwner | undefined {
  const number = account % NUMBERS;
  switch (accountKinds[divFloor(account, NUMBERS)]) {
    case "person":
      return { kind: "person", person: number as PersonId };
    case "circle":
      return { kind: "circle", circle: number as CircleId };
    default:
      return undefined;
  }
}

/** The people among whose accounts these are: for events, which name people. */
export function peopleOf(accounts: readonly AccountId[]): readonly PersonId[] {
  return accounts.filter((account) => account < NUMBERS) as readonly number[] as PersonId[];
}

/** Writes an account as people do: a person's number, or `circle:3`. */
export function accountText(account: AccountId): string {
  const owner = ownerOf(account);
  if (owner?.kind === "person") return String(owner.person);
  return owner === undefined ? String(account) : `circle:${owner.circle}`;
}

/** Reads an account as people write it; nothing for any other words. */
export function accountOfText(text: string): AccountId | undefined {
  const isCircle = text.startsWith(CIRCLE);
  const number = wholeOf(isCircle ? text.slice(CIRCLE.length) : text);
  if (number === undefined) return undefined;
  if (isCircle) return number < NUMBERS ? circleAccount(number as CircleId) : undefined;
  return number < NUMBERS * 256 ? (number as AccountId) : undefined;
}

const CIRCLE = "circle:";

/** Reads a whole number of up to thirteen digits, without zeros before it. */
function wholeOf(text: string): number | undefined {
  if (text.length === 0 || text.length > 13) return undefined;
  if (text.length > 1 && text.startsWith("0")) return undefined;
  for (const digit of text) if (digit < "0" || digit > "9") return undefined;
  return Number(text);
}
