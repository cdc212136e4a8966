import { type PageHandedOn, readLinkPage } from "folkmoot/client";

/** A page by its number and name, wherever it stands: alone, at the end of a link, behind a secret. */
const PAGE = /(?:^|[/.#])([1-9][0-9]{0,14}\.[0-9a-f]{64})$/;

/** Finds the page in what somebody has sent. */
export function pageIn(text: string): PageHandedOn | undefined {
  const found = PAGE.exec(text.trim())?.[1];
  return found === undefined ? undefined : readLinkPage(found);
}
