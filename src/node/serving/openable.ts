import { isIPv6 } from "node:net";

/** Hosts that stand for every address of a machine, and the one of them that it can open itself. */
const EVERYWHERE: { readonly [host: string]: string } = { "0.0.0.0": "127.0.0.1", "::": "::1" };

interface OwnAddress {
  readonly address: string;
  readonly family: string;
  readonly internal: boolean;
}

/**
 * The addresses by which others reach a server that listens on all of them; none where it listens on one.
 *
 * Why IPv4 alone: it is what people can read out to each other.
 */
export function addressesOf(
  host: string,
  interfaces: { readonly [name: string]: readonly OwnAddress[] | undefined },
): readonly string[] {
  if (!Object.hasOwn(EVERYWHERE, bare(host))) return [];
  return Object.values(interfaces)
    .flatMap((each) => each ?? [])
    .filter(({ family, internal }) => family === "IPv4" && !internal)
    .map(({ address }) => address);
}

/**
 * Writes the address at which a server that listens there can be opened on its own machine.
 *
 * Why another one than where it listens: nobody can open `0.0.0.0` or `[::]`, which stand for all addresses.
 */
export function openableUrl(host: string, port: number | string): string {
  const named = bare(host);
  const open = EVERYWHERE[named] ?? named;
  return `http://${isIPv6(open) ? `[${open}]` : open}:${port}`;
}

function bare(host: string): string {
  return host.replace(/^\[(.*)\]$/, "$1");
}
