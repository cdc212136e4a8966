import { type PageHandedOn, readLinkPage, readLinkSecret } from "folkmoot/client";

/** A page by its number and name, wherever it stands: alone, or at the end of a link. */
const PAGE = /(?:^|[/.#])([1-9][0-9]{0,14}\.[0-9a-f]{64})$/;
/** What stands behind `#` in an invitation's link: a secret, and more. */
const INVITATION = /#([0-9a-f]{64}\..+)$/;

/** Finds the page in what somebody has sent. */
export function pageIn(text: string): PageHandedOn | undefined {
  const sent = text.trim();
  const behind = INVITATION.exec(sent)?.[1];
  if (behind !== undefined) return readLinkSecret(behind).page;
  const found = PAGE.exec(sent)?.[1];
  return found === undefined ? undefined : readLinkPage(found);
}
