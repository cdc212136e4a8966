import type { NewClaim } from "../node/index.ts";
import { formatMoment } from "./moments.ts";
import { printable } from "./names.ts";

/** Where a founder's link can be opened. */
export interface Doors {
  /** On the computer that runs the node. */
  readonly url: string;
  /** Where everybody will open the community, where that is known. */
  readonly publicAddress: string | undefined;
}

/**
 * The link by which a founder's browser becomes their device.
 *
 * Why at the community's own address where there is one: a browser keeps keys for one address alone.
 */
export function founderLink({ secret }: NewClaim, { url, publicAddress }: Doors): string {
  return `${publicAddress ?? url}/#/claim/${secret}`;
}

/** Says how somebody becomes the founder. */
export function founderLines(name: string, claim: NewClaim, doors: Doors): readonly string[] {
  return [
    `${printable(name)} waits for you. Open this in the browser that will be your device:`,
    "",
    `  ${founderLink(claim, doors)}`,
    "",
    `It works once, until ${formatMoment(claim.until)}. Show it to nobody: the first who opens it becomes the founder.`,
    ...(doors.publicAddress === undefined
      ? []
      : [
          `If it does not open, ${doors.publicAddress} does not lead to ${doors.url} yet: see \`folkmoot doctor\`.`,
        ]),
    "A new link, which ends this one: folkmoot open",
  ];
}
