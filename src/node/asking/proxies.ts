import { BlockList, isIPv4 } from "node:net";
import { HomeFault } from "../home/home-fault.ts";
import { readIp } from "./ip.ts";

/** The proxies that a node believes when they say for whom they ask. */
export interface Proxies {
  /** Tells whether an address is one of theirs. Shape: `ip` as `readIp` gives it. */
  trusts(ip: string): boolean;
}

/** What stands for the loopback addresses in the setting. */
export const THIS_MACHINE = "this machine";

/**
 * Reads the setting `trusted-proxies`.
 *
 * Shape: addresses, ranges such as `10.0.0.0/8`, or `this machine`.
 * Throws: HomeFault `proxies`, naming the word that is none of these.
 */
export function readProxies(words: readonly string[]): Proxies {
  const list = new BlockList();
  for (const word of words) addTo(list, word.trim());
  return { trusts: (ip) => list.check(ip, familyOf(ip)) };
}

function addTo(list: BlockList, word: string): void {
  if (word.toLowerCase() === THIS_MACHINE) {
    list.addSubnet("127.0.0.0", 8, "ipv4");
    list.addAddress("::1", "ipv6");
    return;
  }
  const [address = "", bits, ...more] = word.split("/");
  const ip = readIp(address);
  if (ip === undefined || more.length > 0) throw notOne(word);
  if (bits === undefined) {
    list.addAddress(ip, familyOf(ip));
    return;
  }
  const length = /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN;
  if (!(length >= 1 && length <= (isIPv4(ip) ? 32 : 128))) throw notOne(word);
  list.addSubnet(ip, length, familyOf(ip));
}

function familyOf(ip: string): "ipv4" | "ipv6" {
  return isIPv4(ip) ? "ipv4" : "ipv6";
}

function notOne(word: string): HomeFault {
  return new HomeFault(
    "proxies",
    `trusted-proxies: "${word}" is no address, no range and not "${THIS_MACHINE}"`,
    `Write it like: folkmoot config set trusted-proxies "${THIS_MACHINE}, 10.0.0.0/8".`,
  );
}
