import { readDeviceCode, readPaymentRequest, writeLinkPage } from "folkmoot/client";
import { to } from "../../router/route.ts";
import { pageIn } from "../witnesses/page-in.ts";

/** Where this app is, and of which community. */
export interface Here {
  /** The address of its node, with the folder, without a slash at the end. */
  readonly node: string;
  readonly chainId: string;
}

/** What a scanned text is, and where it leads. */
export type Scanned =
  | { readonly kind: "here"; readonly place: string }
  | { readonly kind: "elsewhere"; readonly url: string; readonly host: string }
  | { readonly kind: "device" | "otherCommunity" | "nothing" };

const INVITATION = /^\/j\/(\d{1,10})\/?$/;

/**
 * Says what a scanned text is.
 *
 * Why a device's code leads nowhere from here: it gives a stranger's phone the right to sign, so it
 * is scanned only where somebody adds a device on purpose. Why another site is only named: a sticker
 * can say anything, and a person decides whether to follow it.
 */
export function readScanned(given: string, here: Here): Scanned {
  const text = given.trim();
  if (readDeviceCode(text) !== undefined) return { kind: "device" };
  const request = readPaymentRequest(text);
  if (request !== undefined) {
    if (request.chainId !== here.chainId) return { kind: "otherCommunity" };
    const { to: whom, amount, note, chainId } = request;
    const fields = {
      to: String(whom),
      in: chainId,
      ...(amount === undefined ? {} : { amount }),
      ...(note === undefined ? {} : { note }),
    };
    return { kind: "here", place: to(["money", "pay"], fields) };
  }
  return invitationIn(text, here) ?? pagePlace(text) ?? siteIn(text) ?? { kind: "nothing" };
}

function invitationIn(text: string, { node }: Here): Scanned | undefined {
  if (!URL.canParse(text)) return undefined;
  const { origin, pathname, hash } = new URL(text);
  const place = `${origin}${pathname}`;
  const found = place.startsWith(`${node}/`) ? INVITATION.exec(place.slice(node.length)) : null;
  return found === null
    ? undefined
    : { kind: "here", place: to(["join", found[1] ?? "", hash.slice(1)]) };
}

/** An invitation of another node carries a page too, but it is to be opened there. */
function pagePlace(text: string): Scanned | undefined {
  // A code says its page in capitals, which makes it smaller.
  const page = /\/j\/\d/.test(text) ? undefined : pageIn(text.toLowerCase());
  return page === undefined
    ? undefined
    : { kind: "here", place: to(["witnesses", writeLinkPage(page)]) };
}

function siteIn(text: string): Scanned | undefined {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const { href, host, username, password } = new URL(text);
  // A name before the host is there to look like another host.
  if (username !== "" || password !== "") return undefined;
  return { kind: "elsewhere", url: href, host };
}
