/** Where the numbers of circles begin among accounts; people's are their own numbers. */
const circlesBegin = 2 ** 32;

/**
 * The account of a circle, as addresses and forms write it.
 *
 * Why here too: every page needs it, and the law that says it comes with all of its codecs.
 */
export const accountOfCircle = (circle: number): number => circlesBegin + circle;

/** The circle whose account it is; nothing for a person's. */
export const circleOfAccount = (account: number): number | undefined =>
  account < circlesBegin ? undefined : account - circlesBegin;
