import { useViewer } from "../../keys/use-viewer.ts";
import { act } from "../../live/act.ts";
import { useAct } from "../../live/use-act.ts";
import { useText } from "../../live/use-texts.ts";
import { type Shown, useView } from "../../live/use-view.ts";
import { Section } from "../../parts/card.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { Empty } from "../../parts/notice.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { Page, Showing } from "../../parts/page.tsx";
import { Readers } from "../../parts/readers.tsx";
import { When } from "../../parts/value.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";

type Row = Shown<"records/texts">["texts"][number];

function TextRow({ row }: { readonly row: Row }) {
  const words = useRoomWords();
  const text = useText(row.hash);
  const erasing = useAct();
  const { name, title, text: note } = text.kind === "read" ? text.content : {};
  return (
    <li class="stack stack-close">
      <h2 class="name" dir="auto">
        {title ?? name ?? note ?? words.texts.kinds[row.kind]}
      </h2>
      <p class="soft small">
        {words.texts.kinds[row.kind]}, <When at={row.at} />
      </p>
      <Readers audience={row.audience} />
      {row.isHeld ? (
        <p class="soft small">{words.texts.heldNow}</p>
      ) : (
        <div>
          <Confirm
            kind="quiet"
            label={words.texts.erase}
            title={words.texts.eraseTitle}
            means={words.texts.eraseMeans}
            act={erasing}
            work={() => act("records/erase", { text: row.hash })}
          />
        </div>
      )}
      <Outcome act={erasing} done={words.texts.erasedNow} />
    </li>
  );
}

/** How much may still be added today. */
function Room({ person }: { readonly person: number }) {
  const words = useRoomWords().texts;
  const view = useView("identity/growth", { person });
  return (
    <Showing view={view}>
      {({ rows, bytes, mostRows, mostBytes, again }) => (
        <p class="soft small">
          {words.today(rows, mostRows, Math.ceil(bytes / 1024), Math.ceil(mostBytes / 1024))}{" "}
          {words.again} <When at={again} />.
        </p>
      )}
    </Showing>
  );
}

/** What a person wrote, who can read it, and erasing it. */
export function Texts() {
  const words = useRoomWords();
  const { person } = useViewer();
  const view = useView("records/texts", person === undefined ? undefined : { person });
  return (
    <Page
      title={words.texts.title}
      lead={words.texts.lead}
      back={{ href: to(["more"]), place: words.more.title }}
    >
      {person === undefined ? <p class="soft">{words.live.noKey}</p> : null}
      {person === undefined ? null : (
        <Showing view={view}>
          {({ texts }) => (
            <Section>
              {texts.length === 0 ? <Empty sentence={words.texts.none} /> : null}
              <ul class="rows">
                {texts.map((row) => (
                  <TextRow key={row.hash} row={row} />
                ))}
              </ul>
            </Section>
          )}
        </Showing>
      )}
      {person === undefined ? null : <Room person={person} />}
    </Page>
  );
}
