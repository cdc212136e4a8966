import { useState } from "preact/hooks";
import { usePath } from "../../live/use-view.ts";
import { Button } from "../../parts/button.tsx";
import { Card } from "../../parts/card.tsx";
import { Empty } from "../../parts/notice.tsx";
import { When } from "../../parts/value.tsx";
import { useWords } from "../../words/language.ts";
import { type Happening, isQuiet, lineOf } from "./line.ts";
import { useCalled } from "./use-called.ts";

interface Activity {
  readonly items: readonly Happening[];
  readonly next: string | null;
  /** The first block that the node has. */
  readonly historyFrom?: number;
}

const first = 8;

/** What happened lately, one sentence each; only what people would tell each other. */
export function Lately({ person }: { readonly person?: number }) {
  const words = useWords();
  const called = useCalled();
  const [shown, setShown] = useState(first);
  const path = `/activity?limit=100${person === undefined ? "" : `&person=${person}`}`;
  const { data } = usePath<Activity>(path);
  const lines = (data?.items ?? []).flatMap((item) => {
    if (person === undefined && isQuiet(item)) return [];
    const line = lineOf(item, called);
    return line === undefined ? [] : [{ ...item, line }];
  });
  if (data === undefined) return null;
  const isAll = data.next === null && shown >= lines.length;
  const isCut = isAll && (data.historyFrom ?? 1) > 1;
  return (
    <Card title={words.home.latelyTitle}>
      {lines.length === 0 && !isCut ? <Empty sentence={words.home.latelyNone} /> : null}
      <ul class="stack stack-close">
        {lines.slice(0, shown).map((item) => (
          <li key={`${item.height}.${item.index}.${item.line}`} class="lately">
            <span>{item.line}</span>{" "}
            <span class="soft small">
              <When at={item.time} />
            </span>
          </li>
        ))}
      </ul>
      {isCut ? <p class="soft small">{words.home.latelyCut}</p> : null}
      {lines.length > shown ? (
        <div>
          <Button kind="quiet" onPress={() => setShown(shown + 3 * first)}>
            {words.home.more}
          </Button>
        </div>
      ) : null}
    </Card>
  );
}
