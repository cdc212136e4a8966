import { useViewer } from "../../keys/use-viewer.ts";
import { act } from "../../live/act.ts";
import { useAct } from "../../live/use-act.ts";
import { useRehearsal } from "../../live/use-rehearsal.ts";
import { Card } from "../../parts/card.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { Copy } from "../../parts/copy.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { Page } from "../../parts/page.tsx";
import { to } from "../../router/route.ts";
import { useWords } from "../../words/language.ts";

function LeaveCard() {
  const words = useWords().leave;
  const { cannot } = useRehearsal("membership/leave", {});
  const leaving = useAct();
  return (
    <Card title={words.leaveTitle}>
      <p>{words.leaveHow}</p>
      <div>
        <Confirm
          label={words.leaveDo}
          cannot={cannot}
          title={words.leaveSure}
          means={words.leaveHow}
          act={leaving}
          work={() => act("membership/leave", {})}
        />
      </div>
      <Outcome act={leaving} done={words.left} />
    </Card>
  );
}

/** Taking everything along, and leaving. */
export function Leave() {
  const words = useWords();
  const { person, status } = useViewer();
  return (
    <Page
      title={words.leave.title}
      lead={words.leave.lead}
      back={{ href: to(["more"]), place: words.more.title }}
    >
      <Card title={words.leave.exportTitle}>
        <p>{words.leave.exportHow}</p>
        <Copy label={words.leave.command} text={words.commands.export} />
      </Card>
      {person === undefined || status === "left" ? null : <LeaveCard />}
    </Page>
  );
}
