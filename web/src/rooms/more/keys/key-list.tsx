import type { KeyHand } from "../../../live/key-hand.ts";
import { useView } from "../../../live/use-view.ts";
import { Section } from "../../../parts/card.tsx";
import { Showing } from "../../../parts/page.tsx";
import { useRoomWords } from "../../../words/room-words.ts";
import { LeavingCard } from "../leaving-card.tsx";
import { FreezeCard } from "./freeze-card.tsx";
import { KeyRow, type Row } from "./key-row.tsx";

/** The devices that sign, the first in rank in front; then those that are over. */
function inOrder(rows: readonly Row[]): readonly Row[] {
  const place = ({ isLive, rank, device }: Row) => (isLive ? rank : 10_000 + device);
  return rows.toSorted((left, right) => place(left) - place(right));
}

/** A person's devices, what is going on with them, and what one key can do about it. */
export function KeyList({ hand }: { readonly hand: KeyHand }) {
  const words = useRoomWords().devices;
  const view = useView("identity/devices", { person: hand.person });
  const mine = view.data?.find(({ key, isLive }) => isLive && key === hand.key);
  return (
    <>
      <LeavingCard hand={hand} />
      <FreezeCard hand={hand} mine={mine} />
      <Showing view={view}>
        {(rows) => (
          <Section title={words.list}>
            <ul class="rows">
              {inOrder(rows).map((row) => (
                <KeyRow key={row.device} row={row} hand={hand} mine={mine} />
              ))}
            </ul>
            <p class="soft small">{words.yourNumber(hand.person)}</p>
          </Section>
        )}
      </Showing>
    </>
  );
}
