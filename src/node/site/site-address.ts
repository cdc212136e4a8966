/** The longest address that is read. */
const ADDRESS_MAX = 200;

/** A folder in which a node stands: what stands here goes into a header, where `;` and `,` part one rule from the next. */
const FOLDER = /^(?:\/[\w.~-]+)*$/;

/**
 * Reads where another node answers; nothing for what is no address of a node.
 *
 * Shape: `https://host:port`, with a folder such as `/folk` where the node stands in one; what comes
 * behind `?` or `#` is left out.
 */
export function siteAddress(text: unknown): string | undefined {
  if (typeof text !== "string" || text.length > ADDRESS_MAX || !URL.canParse(text)) {
    return undefined;
  }
  const { protocol, origin, pathname, username, password } = new URL(text);
  const folder = pathname.replace(/\/+$/, "");
  const isPlain = username === "" && password === "" && FOLDER.test(folder);
  return isPlain && /^https?:$/.test(protocol) ? `${origin}${folder}` : undefined;
}

/**
 * Writes a site as a page's policy names it.
 *
 * Why a slash behind a folder: without it the policy would allow that one address alone.
 */
export function policySource(site: string): string {
  return new URL(site).pathname === "/" ? site : `${site}/`;
}
