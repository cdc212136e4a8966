import type { AnswerOf } from "folkmoot/client";

/** Whom a challenge can name together with a person, as the law says it. */
export type Together = AnswerOf<"challenges/together">;

/** Whom somebody has chosen besides the person: by whose vouch all of them are here, and who. */
export interface NamedOthers {
  readonly voucher: number;
  readonly people: readonly number[];
}

/** Nobody besides the person. */
export const ALONE: NamedOthers = { voucher: 0, people: [] };

/** Who can be chosen by a voucher, and who of them not any more, since as many as may be are named. */
export function choosable(together: Together, { voucher, people }: NamedOthers) {
  const listed = together.by.find((one) => one.voucher === voucher)?.people ?? [];
  const members = listed.filter(({ person, isMember }) => isMember && people.includes(person));
  const isFull = people.length + 1 >= together.most;
  const named = members.length + (together.isMember ? 1 : 0);
  return listed.map(({ person, isMember }) => ({
    person,
    isOff: !people.includes(person) && (isFull || (isMember && named >= together.membersMost)),
  }));
}

/**
 * What a challenge names: the person alone, or with the others and the member by whose vouch they are here.
 *
 * Why without anyone who is no longer listed: what was chosen may have changed since.
 */
export function accusedOf(together: Together, { voucher, people }: NamedOthers) {
  const listed = together.by.find((one) => one.voucher === voucher)?.people ?? [];
  const others = people.filter((chosen) => listed.some(({ person }) => person === chosen));
  if (others.length === 0) return { accused: [together.person], voucher: 0 };
  return { accused: [together.person, ...others].sort((a, b) => a - b), voucher };
}
