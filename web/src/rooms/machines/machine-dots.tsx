import { useNetwork } from "../../live/network.ts";
import { Dots } from "../../parts/dots.tsx";
import { useRoomWords } from "../../words/room-words.ts";
import type { Machine } from "./use-machines.ts";

/** All machines as dots: who signs and is here, who is away, who is to come, who offers. */
export function MachineDots({ machines }: { readonly machines: readonly Machine[] }) {
  const words = useRoomWords().helpers;
  const network = useNetwork();
  const signed = new Set(
    (network?.validators ?? []).flatMap((each) => (each.hasSigned ? [each.address] : [])),
  );
  const gone = new Set(network?.halt?.missing ?? []);
  const isHere = ({ address }: Machine): boolean => signed.has(address) && !gone.has(address);
  // Where one machine keeps the record, the seats of the others are for later.
  const isLater = network?.engine === "embedded";
  const signing = isLater ? [] : machines.filter((each) => each.isSigning);
  const others = machines.filter((each) => isLater || !each.isSigning);
  const here = signing.filter(isHere).length;
  const count = (...standings: readonly string[]): number =>
    others.filter(({ standing }) => standings.includes(standing)).length;
  return (
    <Dots
      groups={[
        { tone: "yes", count: here, label: words.dots.here },
        { tone: "away", count: signing.length - here, label: words.dots.away },
        {
          tone: "neither",
          count: count("coming", "given", ...(isLater ? ["signing", "leaving"] : [])),
          label: words.dots.coming,
        },
        { tone: "no", count: count("suspended", "barred"), label: words.dots.pausing },
        { tone: "silent", count: count("offered"), label: words.dots.offered },
      ]}
    />
  );
}
