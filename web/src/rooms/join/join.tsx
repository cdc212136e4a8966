import { type InvitationCard, readLinkSecret } from "folkmoot/client";
import { useEffect, useState } from "preact/hooks";
import { useWho } from "../../keys/who.ts";
import { useCommunity } from "../../live/community.ts";
import { useNames } from "../../live/use-texts.ts";
import { useView } from "../../live/use-view.ts";
import { Button, ButtonLink } from "../../parts/button.tsx";
import { Section } from "../../parts/card.tsx";
import { Copy } from "../../parts/copy.tsx";
import { Dots } from "../../parts/dots.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { to } from "../../router/route.ts";
import type { RoomProps } from "../../shell/room.tsx";
import { useRoomWords } from "../../words/room-words.ts";
import { readDraft } from "./draft.ts";
import { JoinSteps } from "./join-steps.tsx";
import { canKeep } from "./keeping.ts";
import { KeepingNotice, useKeeping } from "./keeping-notice.tsx";
import { PasteLink } from "./paste-link.tsx";

/** Who invites: by name where this device may read it, else as the link says, else by number. */
function Inviter({ by, card }: { readonly by: number; readonly card: InvitationCard | undefined }) {
  const words = useRoomWords().join;
  const names = useNames();
  const community = useCommunity();
  const told = card?.inviter ?? "";
  const other = card !== undefined && community !== undefined && card.community !== community.name;
  return (
    <>
      <p>
        {names.known(by) === undefined && told !== ""
          ? words.says(told)
          : words.invites(names.in(by))}
      </p>
      {other ? (
        <Notice kind="clay">
          <p>{words.otherCommunity(card.community, community.name)}</p>
        </Notice>
      ) : null}
    </>
  );
}

function Preview({
  by,
  card,
  onNext,
}: {
  readonly by: number;
  readonly card: InvitationCard | undefined;
  readonly onNext: () => void;
}) {
  const words = useRoomWords();
  const community = useCommunity();
  const keeping = useKeeping();
  const counts = useView("membership/counts", {}).data;
  const purpose = community?.charter?.purpose ?? "";
  return (
    <>
      <Inviter by={by} card={card} />
      {purpose === "" ? null : (
        <p dir="auto" class="lead plain">
          {purpose}
        </p>
      )}
      {counts === undefined ? null : counts.members === 1 ? (
        <p class="soft">{words.join.here(counts.members)}</p>
      ) : (
        <Dots
          groups={[{ tone: "here", count: counts.members, label: words.people.dots.members }]}
        />
      )}
      <Section title={words.join.meansTitle}>
        <ul class="stack stack-close">
          {words.join.means.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Section>
      <Section title={words.join.readsTitle}>
        <ul class="stack stack-close">
          {words.join.reads.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Section>
      <KeepingNotice keeping={keeping} link={location.href} />
      <div class="row">
        <Button kind="go" off={keeping === undefined || !canKeep(keeping)} onPress={onNext}>
          {words.join.next}
        </Button>
        <ButtonLink href={to(["home"])}>{words.join.decline}</ButtonLink>
      </div>
      <p class="soft small">{words.join.quick}</p>
    </>
  );
}

function Closed({ by }: { readonly by: number }) {
  const words = useRoomWords().join;
  const names = useNames();
  const community = useCommunity();
  return (
    <Page title={words.closed} lead={words.closedHow(names.in(by))}>
      <Section>
        <Copy label={words.askCopy} text={words.askMessage(community?.name ?? "")} />
      </Section>
    </Page>
  );
}

function Already({ name, onJoin }: { readonly name: string; readonly onJoin: () => void }) {
  const words = useRoomWords().join;
  return (
    <Section title={words.already}>
      <p>{words.alreadyHow(name)}</p>
      <div class="row">
        <ButtonLink kind="go" href={to(["home"])}>
          {words.home}
        </ButtonLink>
        <Button onPress={onJoin}>{words.alreadyJoin}</Button>
      </div>
    </Section>
  );
}

/** An invitation's link: who invites to what, what joining means, then joining. */
export function Join({ route }: RoomProps) {
  return route.rest.length === 0 ? <PasteLink /> : <Invited route={route} />;
}

function Invited({ route }: RoomProps) {
  const words = useRoomWords().join;
  const names = useNames();
  const community = useCommunity();
  const { acting } = useWho();
  const [another, setAnother] = useState(false);
  const invitation = Number(route.rest[0]);
  // What was typed before a reload is gone on with, unless this device has joined meanwhile.
  const [begun, setBegun] = useState<"no" | "before" | "here">(() =>
    readDraft(String(invitation)).name === "" ? "no" : "before",
  );
  const { secret, card } = readLinkSecret(route.rest[1] ?? "");
  const view = useView("membership/invitation", { invitation });
  const chainId = community?.chainId;
  const behind = route.rest[1] ?? "";
  useEffect(() => {
    const { page } = readLinkSecret(behind);
    if (chainId === undefined || page === undefined) return;
    void import("../check/light.ts")
      .then(({ takeIn }) => takeIn(chainId, page))
      .catch(() => undefined);
  }, [chainId, behind]);
  if (view.problem !== undefined && [400, 404].includes(view.problem.status)) {
    return <Page title={words.noSuch} lead={words.noSuchHow} />;
  }
  if (secret === undefined) return <Page title={words.noSecret} lead={words.noSuchHow} />;
  const title = words.title(community?.name ?? "");
  const shown = view.data;
  const isOn = begun === "here" || (begun === "before" && acting?.person === undefined);
  if (isOn && community !== undefined) {
    const joining = { community, invitation, secret };
    return <JoinSteps {...joining} onAsk={() => setBegun("here")} />;
  }
  if (shown === undefined) return <Page title={title} />;
  if (!shown.isOpen) return <Closed by={shown.by} />;
  const person = another ? undefined : acting?.person;
  return (
    <Page title={title}>
      {person === undefined ? (
        <Preview by={shown.by} card={card} onNext={() => setBegun("here")} />
      ) : (
        <Already name={names.in(person)} onJoin={() => setAnother(true)} />
      )}
    </Page>
  );
}
