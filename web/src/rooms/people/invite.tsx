import { type InvitationCard, type PageHandedOn, writeLinkSecret } from "folkmoot/client";
import { reachOf } from "folkmoot/client/at-once";
import { useState } from "preact/hooks";
import { useViewer } from "../../keys/use-viewer.ts";
import { act } from "../../live/act.ts";
import { communityNow } from "../../live/clock.ts";
import { type Community, useCommunity } from "../../live/community.ts";
import { nodeAddress } from "../../live/place.ts";
import { request } from "../../live/request.ts";
import { useAct } from "../../live/use-act.ts";
import { useRehearsal } from "../../live/use-rehearsal.ts";
import { useNames } from "../../live/use-texts.ts";
import { useView } from "../../live/use-view.ts";
import { Button } from "../../parts/button.tsx";
import { Section, Wash } from "../../parts/card.tsx";
import { Copy } from "../../parts/copy.tsx";
import { Field } from "../../parts/field.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { QrBehindButton } from "../../parts/qr.tsx";
import { Readers } from "../../parts/readers.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { keepInvitedAs } from "./invited-as.ts";
import { MyInvitations } from "./my-invitations.tsx";

const day = 86_400_000;
const usesMost = 100;
const daysMost = 90;

const whole = (text: string, most: number): number | undefined => {
  const value = Number(text);
  return Number.isInteger(value) && value >= 1 && value <= most ? value : undefined;
};

interface Made {
  readonly invitation: number;
  readonly link: string;
}

/** Where the invited person opens the community: its own address, else where this page is. */
const openedAt = (community: Community | undefined): string => community?.address ?? nodeAddress();

async function makeLink(uses: number, until: number, card: InvitationCard | undefined) {
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const { publicHex } = await import("../../live/joining.ts");
  const answer = await request<Community>("/community");
  const community = answer.kind === "value" ? answer.value : undefined;
  const behind = writeLinkSecret(secret, await newestPage(community), card);
  const acted = await act("membership/invite", { key: publicHex(secret), uses, until });
  const data = acted.ok ? acted.value.events[0]?.data : undefined;
  const { invitation = 0 } = (data ?? {}) as { readonly invitation?: number };
  const made: Made = { invitation, link: `${openedAt(community)}/j/${invitation}#${behind}` };
  return { acted, made };
}

/** Where this device stands, for the invited person's device; nothing where it cannot be verified. */
async function newestPage(community: Community | undefined): Promise<PageHandedOn | undefined> {
  if (community === undefined) return undefined;
  const { handedOn } = await import("../check/light.ts");
  return handedOn(community.chainId).catch(() => undefined);
}

/** Says where a link works, unless it works everywhere: before it is made, and beside it. */
function HowFar() {
  const words = useRoomWords().people;
  const community = useCommunity();
  if (community === undefined || community.isDemo) return null;
  const reach = reachOf(openedAt(community));
  if (reach === "everywhere") return null;
  return (
    <Notice kind="clay">
      <p>{reach === "here" ? words.inviteHere : words.inviteUnsafe}</p>
      <p>
        <a href={to(["address"])}>{words.inviteHow}</a>
      </p>
    </Notice>
  );
}

/** What the link says of itself: who invites to what. */
function useCard(): InvitationCard | undefined {
  const { person } = useViewer();
  const names = useNames();
  const community = useCommunity();
  if (person === undefined || community === undefined) return undefined;
  const { name, charter } = community;
  return { inviter: names.known(person) ?? "", community: name, purpose: charter.purpose };
}

function MakeInvitation({ onMade }: { readonly onMade: () => void }) {
  const words = useRoomWords();
  const [uses, setUses] = useState("1");
  const [days, setDays] = useState("7");
  const [now] = useState(communityNow);
  const [whom, setWhom] = useState("");
  const [link, setLink] = useState<string>();
  const card = useCard();
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
      const { acted, made } = await makeLink(people, communityNow() + lasts * day, card);
      if (acted.ok) {
        keepInvitedAs(made.invitation, whom);
        setLink(made.link);
      }
      onMade();
      return acted;
    });
  };
  if (link !== undefined) {
    return (
      <Wash title={words.people.inviteReady} tone="moss">
        <p>{words.people.inviteOnce}</p>
        <HowFar />
        <Copy label={words.people.inviteLink} text={link} />
        <QrBehindButton text={link} />
        <div>
          <Button
            onPress={() => {
              setWhom("");
              setLink(undefined);
            }}
          >
            {words.people.inviteAnother}
          </Button>
        </div>
      </Wash>
    );
  }
  return (
    <Section>
      <HowFar />
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          make();
        }}
      >
        <Field
          label={words.people.inviteWhom}
          hint={words.people.inviteWhomHint}
          value={whom}
          onValue={setWhom}
          limit={80}
          autocomplete="off"
        />
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
    </Section>
  );
}

/** Inviting somebody: a link with a secret, and the links that are open. */
export function Invite() {
  const words = useRoomWords();
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
