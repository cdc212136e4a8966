import type { WitnessEntry } from "folkmoot/client";
import { Button } from "../../parts/button.tsx";
import { Section } from "../../parts/card.tsx";
import { When } from "../../parts/value.tsx";
import { type RoomWords, useRoomWords } from "../../words/room-words.ts";
import { AlarmLink } from "../alarm/alarm-link.tsx";
import type { WitnessesShown } from "./use-witnesses.ts";

function saidOf({ isLeftOut, last }: WitnessEntry, words: RoomWords["witnesses"]): string {
  if (isLeftOut) return words.leftOut;
  return last === undefined ? words.notAsked : words[last.word];
}

function Entry({ entry, list }: { readonly entry: WitnessEntry; readonly list: WitnessesShown }) {
  const words = useRoomWords().witnesses;
  const { site, by, isLeftOut, agreedAt } = entry;
  return (
    <li class="entry">
      <h3>
        <code class="long">{site}</code>
      </h3>
      <p class="small">{saidOf(entry, words)}</p>
      <p class="soft small">
        {by === "person" ? words.yours : words.named}{" "}
        {agreedAt === undefined ? (
          words.neverAgreed
        ) : (
          <>
            {words.agreedAt} <When at={agreedAt} />.
          </>
        )}
      </p>
      <div>
        <Button
          onPress={() => void (isLeftOut ? list.add(site) : list.remove(site))}
          busy={list.isAsking}
        >
          {isLeftOut ? words.askAgain : words.remove}
        </Button>
      </div>
    </li>
  );
}

/** What all of them together say of the newest page. */
function Together({ list: { newest, failed } }: { readonly list: WitnessesShown }) {
  const words = useRoomWords().witnesses;
  if (failed !== undefined) {
    return (
      <>
        <p>{failed}</p>
        <AlarmLink />
      </>
    );
  }
  if (newest === undefined || newest.asked === 0) return null;
  const { asked, agreeing } = newest;
  return <p>{agreeing === 0 ? words.allSilent(asked) : words.some(agreeing, asked)}</p>;
}

/** Each witness with what it said last, and when it last agreed. */
export function WitnessList({ list }: { readonly list: WitnessesShown }) {
  const words = useRoomWords().witnesses;
  const { entries, isAsking, askAll } = list;
  return (
    <Section title={words.listTitle}>
      <div aria-live="polite" class="stack stack-close">
        {isAsking ? <p class="soft small">{words.asking}</p> : <Together list={list} />}
      </div>
      {entries?.length === 0 ? <p>{words.none}</p> : null}
      <ul class="rows">
        {(entries ?? []).map((entry) => (
          <Entry key={entry.site} entry={entry} list={list} />
        ))}
      </ul>
      {entries?.some(({ isLeftOut }) => !isLeftOut) ? (
        <div>
          <Button busy={isAsking} onPress={() => void askAll()}>
            {words.askNow}
          </Button>
        </div>
      ) : null}
    </Section>
  );
}
