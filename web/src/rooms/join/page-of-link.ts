import { to } from "../../router/route.ts";

/**
 * Where a pasted invitation leads inside this app; nothing where it is none, or leads to another address.
 *
 * Why no other address: what is typed into this page must not carry anybody elsewhere.
 */
export function pageOfLink(link: string, node: string): string | undefined {
  const text = link.trim();
  if (!text.startsWith(`${node}/`)) return undefined;
  const inside = text.slice(node.length);
  const short = /^\/j\/(\d{1,10})\/?#([\w.%-]+)$/.exec(inside);
  if (short?.[1] !== undefined && short[2] !== undefined) return to(["join", short[1], short[2]]);
  const long = /^\/?#\/join\/(\d{1,10})\/([\w.%-]+)$/.exec(inside);
  return long?.[1] === undefined || long[2] === undefined
    ? undefined
    : to(["join", long[1], long[2]]);
}
