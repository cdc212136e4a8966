/**
 * Where the numbers of circles begin among accounts; people's are their own numbers.
 *
 * Why here too: every page needs it, and the law that says it comes with more.
 */
const CIRCLES = 2 ** 32;

/** The account of a circle, as addresses and forms write it. */
export const accountOfCircle = (circle: number): number => CIRCLES + circle;

/** The circle whose account it is; nothing for a person's. */
export const circleOfAccount = (account: number): number | undefined =>
  account < CIRCLES ? undefined : account - CIRCLES;
