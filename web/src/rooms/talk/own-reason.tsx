import { useState } from "preact/hooks";
import { useSession } from "../../keys/use-session.ts";
import { useViewer } from "../../keys/use-viewer.ts";
import { act, actWithText } from "../../live/act.ts";
import { useAct } from "../../live/use-act.ts";
import { useText } from "../../live/use-texts.ts";
import { type Shown, useView } from "../../live/use-view.ts";
import { Button } from "../../parts/button.tsx";
import { Markdown } from "../../parts/markdown.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { More } from "../../parts/why.tsx";
import { useRoomWords } from "../../words/room-words.ts";
import { Composer } from "./composer.tsx";
import { useHasTalk } from "./has-talk.ts";

const NO_TEXT = "00".repeat(32);

/** Why somebody answers as they do, for themselves while voting lasts: written, said otherwise, taken back. */
export function OwnReason({ shown }: { readonly shown: Shown<"decisions/decision"> }) {
  const has = useHasTalk();
  const { person } = useViewer();
  const session = useSession();
  const isMine = person !== undefined && session === person && shown.hasAnswered;
  return has && isMine ? <Mine decision={shown.decision} person={person} /> : null;
}

function Mine({ decision, person }: { readonly decision: number; readonly person: number }) {
  const words = useRoomWords().talk;
  const view = useView("decisions/reason", { decision, person });
  const text = useText(view.data?.reason?.text);
  const [said, setSaid] = useState(words.reasonKept);
  const doing = useAct();
  const drop = () => {
    setSaid(words.reasonDropped);
    const none = { decision, digest: NO_TEXT, audience: "community", bytes: 0 } as const;
    void doing.run(() => act("decisions/give-reason", none));
  };
  return (
    <section class="stack stack-close">
      {text.kind === "read" ? (
        <>
          <p class="soft small">{words.mine}</p>
          <Markdown text={text.content["body"] ?? ""} />
          <div>
            <Button kind="quiet" busy={doing.busy} onPress={drop}>
              {words.dropReason}
            </Button>
          </div>
        </>
      ) : null}
      <More title={words.reason}>
        <Composer
          label={words.reason}
          hint={words.reasonHow}
          send={words.giveReason}
          readers="community"
          readBy="closing-members"
          limit={900}
          act={doing}
          work={(body, audience) => {
            setSaid(words.reasonKept);
            return actWithText("decisions/give-reason", { body }, (given) => {
              return { decision, audience, ...given };
            });
          }}
        />
      </More>
      <Outcome act={doing} done={said} />
    </section>
  );
}
