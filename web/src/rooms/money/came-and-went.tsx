import { circleOfAccount } from "folkmoot/client/at-once";
import { useState } from "preact/hooks";
import { communityNow } from "../../live/clock.ts";
import { useAccounts } from "../../live/use-accounts.ts";
import { useTexts } from "../../live/use-texts.ts";
import { Bones } from "../../parts/bones.tsx";
import { Button } from "../../parts/button.tsx";
import { Section } from "../../parts/card.tsx";
import { Face, Tile } from "../../parts/face.tsx";
import { Item } from "../../parts/item.tsx";
import { Empty } from "../../parts/notice.tsx";
import { Amount } from "../../parts/value.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { clock, dayOf } from "../../words/time.ts";
import { byDay } from "../activity/by-day.ts";
import { useActivity } from "../activity/use-activity.ts";
import { type Movement, movementOf } from "./movement.ts";

const AT_FIRST = 10;

function Lead({ account }: { readonly account: number | undefined }) {
  const accounts = useAccounts();
  if (account === undefined) return <Tile icon="into" />;
  if (circleOfAccount(account) !== undefined) return <Tile icon="circle" />;
  return <Face person={account} name={accounts.of(account)} />;
}

function Line({ movement, time }: { readonly movement: Movement; readonly time: number }) {
  const words = useRoomWords().money;
  const accounts = useAccounts();
  const read = useTexts();
  const { account, micro, kind, note, hours } = movement;
  const said = read(note ?? "")?.["text"];
  const about =
    kind === "income" ? words.incomeHours(hours ?? 0) : kind === "paid" ? said : words.moved[kind];
  return (
    <Item
      lead={<Lead account={account} />}
      title={
        account === undefined ? words.incomeCollected : <bdi dir="auto">{accounts.of(account)}</bdi>
      }
      {...(account === undefined ? {} : { href: accounts.page(account) })}
      about={
        <>
          {about === undefined ? null : (
            <>
              <bdi dir="auto">{about}</bdi>{" "}
            </>
          )}
          {clock(time)}
        </>
      }
      end={micro === undefined ? null : <Amount units={micro} signed />}
    />
  );
}

/** What came and went, day by day, as it stands in a good account book. */
export function CameAndWent({ person }: { readonly person: number }) {
  const words = useRoomWords();
  const { told, more, isCut } = useActivity(person);
  const [shown, setShown] = useState(AT_FIRST);
  const moved = (told ?? []).flatMap((item) => {
    const movement = movementOf(item, person);
    return movement === undefined ? [] : [{ ...item, movement }];
  });
  const now = communityNow();
  const isAll = shown >= moved.length;
  const showMore = (): void => {
    if (isAll) more?.();
    setShown(shown + 3 * AT_FIRST);
  };
  return (
    <Section
      title={words.money.activity}
      side={<a href={to(["activity"])}>{words.home.latelyAll}</a>}
    >
      {told === undefined ? <Bones /> : null}
      {told !== undefined && moved.length === 0 ? (
        <Empty sentence={words.money.activityNone} />
      ) : null}
      {byDay(moved.slice(0, shown), now).map(({ day, items }) => (
        <section key={day}>
          <h3 class="day">{dayOf(day, now)}</h3>
          <ul class="rows rows-inner">
            {items.map((item) => (
              <Line
                key={`${item.height}.${item.index}`}
                movement={item.movement}
                time={item.time}
              />
            ))}
          </ul>
        </section>
      ))}
      {isAll && isCut ? <p class="soft small">{words.home.latelyCut}</p> : null}
      {isAll && more === undefined ? null : (
        <div>
          <Button kind="quiet" onPress={showMore}>
            {words.home.more}
          </Button>
        </div>
      )}
    </Section>
  );
}
