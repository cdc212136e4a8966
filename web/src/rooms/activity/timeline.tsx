import { useState } from "preact/hooks";
import { communityNow } from "../../live/clock.ts";
import { useNames } from "../../live/use-texts.ts";
import { Bones } from "../../parts/bones.tsx";
import { Button } from "../../parts/button.tsx";
import { Face, Tile } from "../../parts/face.tsx";
import type { IconName } from "../../parts/icon.tsx";
import { Empty } from "../../parts/notice.tsx";
import { useRoomWords } from "../../words/room-words.ts";
import { clock, dayOf, fullTime } from "../../words/time.ts";
import { byDay } from "./by-day.ts";
import { Nouns } from "./nouns.tsx";
import { type Told, useActivity } from "./use-activity.ts";

const ICONS: Readonly<Record<string, IconName>> = {
  decisions: "decide",
  money: "money",
  membership: "people",
  circles: "circle",
  constitution: "page",
  validators: "machine",
  identity: "key",
  challenges: "shield",
};

/** Whose face stands before it: of the one who did it, else what it is about. */
function Lead({ told }: { readonly told: Told }) {
  const names = useNames();
  const [person = 0] = told.people;
  if (person > 0) return <Face person={person} name={names.of(person)} size={32} />;
  return <Tile icon={ICONS[told.type.split("/")[0] ?? ""] ?? "done"} size={32} />;
}

/** What happened, day by day, one sentence each. */
export function Timeline({
  person,
  shown: first = 12,
  level = 3,
}: {
  /** The level of the days' titles. */
  readonly level?: 2 | 3;
  readonly person?: number;
  /** How many at first. */
  readonly shown?: number;
}) {
  const words = useRoomWords();
  const { told, more, isCut } = useActivity(person);
  const [shown, setShown] = useState(first);
  if (told === undefined) return <Bones />;
  const Day = level === 2 ? "h2" : "h3";
  const now = communityNow();
  const isAll = shown >= told.length;
  const showMore = (): void => {
    if (isAll) more?.();
    setShown(shown + 24);
  };
  return (
    <div>
      {told.length === 0 && !isCut ? <Empty sentence={words.home.latelyNone} /> : null}
      {byDay(told.slice(0, shown), now).map(({ day, items }) => (
        <section key={day}>
          <Day class="day">{dayOf(day, now)}</Day>
          <ul>
            {items.map((item) => (
              <li key={`${item.height}.${item.index}.${item.line}`} class="happened">
                <Lead told={item} />
                <p>
                  <Nouns line={item.line} />{" "}
                  <time dateTime={new Date(item.time).toISOString()} title={fullTime(item.time)}>
                    {clock(item.time)}
                  </time>
                </p>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {isAll && isCut ? <p class="soft small">{words.home.latelyCut}</p> : null}
      {isAll && more === undefined ? null : (
        <Button kind="quiet" onPress={showMore}>
          {words.home.more}
        </Button>
      )}
    </div>
  );
}
