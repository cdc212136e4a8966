import { type Entry, isUnfinished } from "folkmoot/client/at-once";
import { useValue } from "../live/use-value.ts";
import { outbox, outboxChanges } from "../outbox/outbox.ts";
import { Button } from "../parts/button.tsx";
import { Icon } from "../parts/icon.tsx";
import { Steps } from "../parts/steps.tsx";
import { to } from "../router/route.ts";
import { useRoomWords } from "../words/room-words.ts";

/** Whether the strip says it: not what a page says itself, nor a text that goes along. */
const isShown = ({ key, type, stage }: Entry): boolean =>
  !outbox.isWatched(key) && (type !== "records/publish" || stage === "refused");

function Over({ entry, what }: { readonly entry: Entry; readonly what: string }) {
  const words = useRoomWords().strip;
  const { stage, problem, height = 0, id } = entry;
  return (
    <>
      {stage === "refused" ? (
        <>
          <Steps progress="refused" />
          <p>{problem?.sentence}</p>
          <p class="soft small">{problem?.help}</p>
        </>
      ) : (
        <p>
          {words.agreed(height)} <a href={to(["why", id])}>{words.check}</a>
        </p>
      )}
      <div>
        <Button kind="quiet" onPress={() => void outbox.drop(entry)}>
          {words.seen} <span class="unseen">{what}</span>
        </Button>
      </div>
    </>
  );
}

function Line({ entry }: { readonly entry: Entry }) {
  const { strip: words, unfinished } = useRoomWords();
  // What another version of the app has kept may be an action that this one does not know.
  const names: Readonly<Record<string, string | undefined>> = words.what;
  const what = names[entry.type] ?? words.something;
  const { stage } = entry;
  return (
    <li class="stack stack-close">
      <h3 class="name">{what}</h3>
      {stage === "device" || stage === "node" ? (
        <>
          <Steps progress={stage} />
          <p class="soft small">{unfinished.how[stage]}</p>
        </>
      ) : (
        <Over entry={entry} what={what} />
      )}
    </li>
  );
}

/** A quiet strip that says what this device has done and nobody has agreed on yet. */
export function Unfinished() {
  useValue(outboxChanges);
  const words = useRoomWords().strip;
  const shown = outbox.entries().filter(isShown);
  if (shown.length === 0) return null;
  const waiting = shown.filter(isUnfinished).length;
  const refused = shown.some(({ stage }) => stage === "refused");
  return (
    <section class="unfinished" aria-label={words.label}>
      <details>
        <summary>
          <Icon name={refused ? "look" : waiting > 0 ? "now" : "done"} />
          <span role="status">{words.summary(waiting, shown.length)}</span>
          <Icon name="next" small />
        </summary>
        <ul class="rows">
          {shown.map((entry) => (
            <Line key={entry.key} entry={entry} />
          ))}
        </ul>
      </details>
    </section>
  );
}
