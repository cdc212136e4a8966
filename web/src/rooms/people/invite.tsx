import { type PageHandedOn, writeLinkSecret } from "folkmoot/client";
import { useState } from "preact/hooks";
import { useViewer } from "../../keys/use-viewer.ts";
import { act } from "../../live/act.ts";
import { communityNow } from "../../live/clock.ts";
import type { Community } from "../../live/community.ts";
import { nodeAddress } from "../../live/place.ts";
import { request } from "../../live/request.ts";
import { useAct } from "../../live/use-act.ts";
import { useRehearsal } from "../../live/use-rehearsal.ts";
import { useView } from "../../live/use-view.ts";
import { Button } from "../../parts/button.tsx";
import { Card } from "../../parts/card.tsx";
import { Copy } from "../../parts/copy.tsx";
import { Field } from "../../parts/field.tsx";
import { ProblemNotice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { Readers } from "../../parts/readers.tsx";
import { to } from "../../router/route.ts";
import { useWords } from "../../words/language.ts";
import { MyInvitations } from "./my-invitations.tsx";

const day = 86_400_000;
const usesMost = 100;
const daysMost = 90;

const whole = (text: string, most: number): number | undefined => {
  const value = Number(text);
  return Number.isInteger(value) && value >= 1 && value <= most ? value : undefined;
};

async function makeLink(uses: number, until: number) {
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const { publicHex } = await import("../../live/joining.ts");
  const acted = await act("membership/invite", { key: publicHex(secret), uses, until });
  return { acted, behind: writeLinkSecret(secret, await newestPage()) };
}

/** Where this device stands, for the invited person's device; nothing where it cannot be verified. */
async function newestPage(): Promise<PageHandedOn | undefined> {
  const answer = await request<Community>("/community");
  if (answer.kind !== "value") return undefined;
  const { handedOn } = await import("../check/light.ts");
  return handedOn(answer.value.chainId).catch(() => undefined);
}

function linkOf(
  receipt: { readonly events: readonly { readonly data: unknown }[] },
  behind: string,
) {
  const data = receipt.events[0]?.data as { readonly invitation?: number } | undefined;
  return `${nodeAddress()}/j/${data?.invitation ?? 0}#${behind}`;
}

function MakeInvitation({ onMade }: { readonly onMade: () => void }) {
  const words = useWords();
  const [uses, setUses] = useState("1");
  const [days, setDays] = useState("7");
  const [now] = useState(communityNow);
  const [link, setLink] = useState<string>();
  const making = useAct();
  const people = whole(uses, usesMost);
  const lasts = whole(days, daysMost);
  const input =
    people === undefined || lasts === undefined
      ? undefined
      : { key: "11".repeat(32), uses: people, until: now + lasts * day };
  const { obstacle } = useRehearsal("membership/invite", input);
  // The rehearsal uses a stand-in for the key, which is made only when the button is pressed.
  const cannot =
    obstacle === undefined || obstacle.code === "membership/bad-key"
      ? undefined
      : words.live.refusal(obstacle.sentence, obstacle.remedy);
  const make = (): void => {
    if (people === undefined || lasts === undefined) return;
    void making.run(async () => {
      const { acted, behind } = await makeLink(people, communityNow() + lasts * day);
      if (acted.ok) setLink(linkOf(acted.value, behind));
      onMade();
      return acted;
    });
  };
  if (link !== undefined) {
    return (
      <Card title={words.people.inviteReady} wash="moss">
        <p>{words.people.inviteOnce}</p>
        <Copy label={words.people.inviteLink} text={link} />
      </Card>
    );
  }
  return (
    <Card>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          make();
        }}
      >
        <Field
          label={words.people.inviteUses}
          kind="number"
          value={uses}
          onValue={setUses}
          error={people === undefined ? words.people.wholeNumber(1, usesMost) : undefined}
        />
        <Field
          label={words.people.inviteDays}
          kind="number"
          value={days}
          onValue={setDays}
          error={lasts === undefined ? words.people.wholeNumber(1, daysMost) : undefined}
        />
        <Readers audience="ledger" />
        <Button
          kind="go"
          submit
          busy={making.busy}
          cannot={input === undefined ? words.decide.needMore : cannot}
        >
          {words.people.inviteMake}
        </Button>
      </form>
      {making.doing.stage === "refused" ? <ProblemNotice problem={making.doing.problem} /> : null}
    </Card>
  );
}

/** Inviting somebody: a link with a secret, and the links that are open. */
export function Invite() {
  const words = useWords();
  const { person } = useViewer();
  const view = useView("membership/invitations", person === undefined ? undefined : { person });
  return (
    <Page
      title={words.people.inviteTitle}
      lead={words.people.inviteLead}
      back={{ href: to(["people"]), place: words.people.title }}
    >
      {person === undefined ? <p class="soft">{words.live.noKey}</p> : null}
      {person === undefined ? null : <MakeInvitation onMade={view.reload} />}
      {view.data === undefined ? null : <MyInvitations invitations={view.data} />}
    </Page>
  );
}
