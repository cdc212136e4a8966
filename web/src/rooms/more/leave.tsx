import type { Identity } from "../../keys/identity.ts";
import { useViewer } from "../../keys/use-viewer.ts";
import { act } from "../../live/act.ts";
import { handOf } from "../../live/key-hand.ts";
import { useAct } from "../../live/use-act.ts";
import { useRehearsal } from "../../live/use-rehearsal.ts";
import { useView } from "../../live/use-view.ts";
import { Section } from "../../parts/card.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { Copy } from "../../parts/copy.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { Page } from "../../parts/page.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { LeavingCard } from "./leaving-card.tsx";

/** Saying that one leaves; an applicant is gone at once. */
function LeaveCard({ status }: { readonly status: "member" | "applicant" }) {
  const words = useRoomWords().leave;
  const { cannot } = useRehearsal("membership/leave", {});
  const leaving = useAct();
  const say = words.saying[status];
  return (
    <Section title={say.title}>
      <p>{say.how}</p>
      <div>
        <Confirm
          label={words.leaveDo}
          cannot={cannot}
          title={say.sure}
          means={say.how}
          act={leaving}
          work={() => act("membership/leave", {})}
        />
      </div>
      <Outcome act={leaving} done={say.done} />
    </Section>
  );
}

function Mine({ identity, person }: { readonly identity: Identity; readonly person: number }) {
  const shown = useView("membership/person", { person }).data;
  const status = shown?.status;
  if (status !== "member" && status !== "applicant") return null;
  return (
    <>
      <LeavingCard hand={handOf(identity, person)} />
      {shown?.leaving === null ? <LeaveCard status={status} /> : null}
    </>
  );
}

/** Taking everything along, leaving, and staying after all. */
export function Leave() {
  const words = useRoomWords();
  const { identity, person } = useViewer();
  return (
    <Page
      title={words.leave.title}
      lead={words.leave.lead}
      back={{ href: to(["more"]), place: words.more.title }}
    >
      {identity === undefined || person === undefined ? null : (
        <Mine key={identity.id} identity={identity} person={person} />
      )}
      <Section title={words.leave.exportTitle}>
        <p>{words.leave.exportHow}</p>
        <Copy label={words.leave.command} text={words.commands.export} />
      </Section>
    </Page>
  );
}
