import { isIPv4, isIPv6 } from "node:net";

/** How many 16-bit groups of an IPv6 address are counted as one place: its first 64 bits. */
const GROUPS_COUNTED = 4;
const GROUPS = 8;

/**
 * Reads an address as people and proxies write it: with a port, in brackets, with a zone.
 *
 * Shape: IPv4 as four numbers; IPv6 as eight groups of four digits; an IPv4 address inside an IPv6
 * one is that IPv4 address. Nothing where it is none.
 */
export function readIp(text: string): string | undefined {
  const bare = withoutPort(text.trim()).replace(/%.*$/, "");
  if (isIPv4(bare)) return bare;
  if (!isIPv6(bare)) return undefined;
  const groups = groupsOf(bare);
  return embeddedIpv4(groups) ?? groups.map(fourDigits).join(":");
}

/**
 * Names the place that an address belongs to, for counting.
 *
 * Why: one connection to the internet has 2^64 IPv6 addresses, so they count by their first 64 bits.
 * Shape: `ip` as `readIp` gives it.
 */
export function placeOfIp(ip: string): string {
  if (!ip.includes(":")) return ip;
  return `${ip.split(":").slice(0, GROUPS_COUNTED).join(":")}::/64`;
}

function withoutPort(text: string): string {
  const bracketed = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(text)?.[1];
  if (bracketed !== undefined) return bracketed;
  return /^([0-9.]+):\d{1,5}$/.exec(text)?.[1] ?? text;
}

function groupsOf(address: string): number[] {
  const [head = "", tail] = address.split("::", 2);
  const before = groupsIn(head);
  if (tail === undefined) return before;
  const after = groupsIn(tail);
  const zeros = GROUPS - before.length - after.length;
  return [...before, ...Array<number>(zeros).fill(0), ...after];
}

function groupsIn(part: string): number[] {
  if (part === "") return [];
  return part.split(":").flatMap((group) => {
    if (!group.includes(".")) return [Number.parseInt(group, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = group.split(".").map(Number);
    return [a * 256 + b, c * 256 + d];
  });
}

function embeddedIpv4(groups: readonly number[]): string | undefined {
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (!isMapped) return undefined;
  return groups
    .slice(6)
    .flatMap((group) => [group >> 8, group & 0xff])
    .join(".");
}

function fourDigits(group: number): string {
  return group.toString(16).padStart(4, "0");
}
