import { APART_MAX } from "./device-clock.ts";

/**
 * How old the newest page may be and still be the newest. Units: milliseconds.
 *
 * Why three minutes: a page is dated by the one before it, clocks differ a little, and anyone who asks for a
 * newer one gets it within a minute. A community at rest writes one each hour, or each ten minutes on several
 * machines; until then what is shown is as of then.
 */
export const PAGE_AGE_MAX = 180_000;

/**
 * What this device can say of the newest page.
 *
 * Shape: `checked`; `as-of` where it is verified and nothing newer has come for a while, which a node
 * that keeps pages back looks like, too; `clock` where the clocks of device and node are too far apart
 * to know how old it is. Units: `apart` in milliseconds, above 0 where the node is ahead.
 */
export type PageState =
  | { readonly kind: "checked" }
  | { readonly kind: "as-of" }
  | { readonly kind: "clock"; readonly apart: number };

/** Says what a verified page is worth now. Units: milliseconds since 1970. */
export function pageState(about: {
  readonly pageTime: number;
  readonly now: number;
  readonly apart: number;
}): PageState {
  const { pageTime, now, apart } = about;
  if (Math.abs(apart) > APART_MAX) return { kind: "clock", apart };
  const isOld = now - pageTime > PAGE_AGE_MAX;
  return isOld ? { kind: "as-of" } : { kind: "checked" };
}
