import { HomeFault } from "../home/home-fault.ts";

/** What people write in the setting where the community has no address yet. */
const NONE = /^(?:|none|none yet)$/i;

/**
 * Reads the setting `public-address`: where everybody opens the community, such as
 * `https://folk.example.org`.
 *
 * Why only HTTPS: on any other address a browser keeps no keys. Shape: without a slash at its end;
 * nothing where it says none. Throws: HomeFault `public-address`.
 */
export function readPublicAddress(text: string): string | undefined {
  const written = text.trim();
  if (NONE.test(written)) return undefined;
  const address = URL.canParse(written) ? new URL(written) : undefined;
  const isPlain =
    address?.protocol === "https:" &&
    [address.username, address.password, address.search, address.hash].every((part) => part === "");
  if (isPlain) return `${address.origin}${address.pathname.replace(/\/+$/, "")}`;
  throw new HomeFault(
    "public-address",
    `public-address: "${text}" is no address that others could open and where a browser keeps keys`,
    "Write it like: folkmoot config set public-address https://folk.example.org. Without one yet: none.",
  );
}
