import { useEffect, useState } from "preact/hooks";
import { useCommunity } from "../../live/community.ts";
import { nodeAddress } from "../../live/place.ts";
import { Section } from "../../parts/card.tsx";
import { Copy } from "../../parts/copy.tsx";
import { QrBehindButton } from "../../parts/qr.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { pageForLink } from "../check/light.ts";

/**
 * The newest page that this device has verified, for somebody at another node to compare.
 *
 * Why the QR code holds the page without an address: it is to be compared by the other person's own
 * app, and not by a page of this node that their camera would open.
 */
export function OwnPage({ chainId }: { readonly chainId: string }) {
  const words = useRoomWords().witnesses;
  const height = useCommunity()?.height;
  const [page, setPage] = useState<string>();
  useEffect(() => {
    if (height === undefined) return;
    // Where nothing can be verified there is nothing to hand on; the list above says why.
    pageForLink(chainId).then(setPage, () => setPage(undefined));
  }, [chainId, height]);
  if (page === undefined) return null;
  return (
    <Section title={words.ownTitle}>
      <p>{words.ownHow}</p>
      <QrBehindButton text={page.toUpperCase()} />
      <Copy label={words.ownLink} text={`${nodeAddress()}/${to(["witnesses", page])}`} />
    </Section>
  );
}
