import { useState } from "preact/hooks";
import { useCommunity } from "../../live/community.ts";
import { nodeAddress } from "../../live/place.ts";
import { Scan } from "../../parts/scan.tsx";
import { to } from "../../router/route.ts";
import { go } from "../../router/use-route.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { readScanned } from "../scan/read-scanned.ts";

/** Scans a request for money and opens it; what is none is said to be none. */
export function ScanRequest() {
  const words = useRoomWords().scan;
  const chainId = useCommunity()?.chainId;
  const [said, setSaid] = useState<string>();
  if (chainId === undefined) return null;
  const read = (text: string): void => {
    const found = readScanned(text, { node: nodeAddress(), chainId });
    if (found.kind === "here" && found.place.startsWith(`${to(["money", "pay"])}?`)) {
      go(found.place);
    } else if (found.kind === "otherCommunity") setSaid(words.otherCommunity);
    else setSaid(words.noRequest);
  };
  return (
    <>
      <Scan onText={read} />
      <p aria-live="polite">{said}</p>
    </>
  );
}
