import { readLinkSecret } from "folkmoot/client";
import { useEffect, useState } from "preact/hooks";
import { useWho } from "../../keys/who.ts";
import { useCommunity } from "../../live/community.ts";
import { useNames } from "../../live/use-texts.ts";
import { useView } from "../../live/use-view.ts";
import { Button, ButtonLink } from "../../parts/button.tsx";
import { Card } from "../../parts/card.tsx";
import { Copy } from "../../parts/copy.tsx";
import { Dots } from "../../parts/dots.tsx";
import { Page } from "../../parts/page.tsx";
import { to } from "../../router/route.ts";
import type { RoomProps } from "../../shell/room.tsx";
import { useRoomWords } from "../../words/room-words.ts";
import { JoinSteps } from "./join-steps.tsx";

function Preview({ by, onNext }: { readonly by: number; readonly onNext: () => void }) {
  const words = useRoomWords();
  const names = useNames();
  const community = useCommunity();
  const counts = useView("membership/counts", {}).data;
  const purpose = community?.charter?.purpose ?? "";
  return (
    <>
      <p>{words.join.invites(names.in(by))}</p>
      {purpose === "" ? null : (
        <p dir="auto" class="lead plain">
          {purpose}
        </p>
      )}
      {counts === undefined ? null : (
        <Dots
          groups={[{ tone: "here", count: counts.members, label: words.people.dots.members }]}
        />
      )}
      <Card title={words.join.meansTitle}>
        <ul class="stack stack-close">
          {words.join.means.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Card>
      <Card title={words.join.readsTitle}>
        <ul class="stack stack-close">
          {words.join.reads.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Card>
      <div class="row">
        <Button kind="go" onPress={onNext}>
          {words.join.next}
        </Button>
        <ButtonLink href={to(["home"])}>{words.join.decline}</ButtonLink>
      </div>
    </>
  );
}

function Closed({ by }: { readonly by: number }) {
  const words = useRoomWords().join;
  const names = useNames();
  const community = useCommunity();
  return (
    <Page title={words.closed} lead={words.closedHow(names.in(by))}>
      <Card>
        <Copy label={words.askCopy} text={words.askMessage(community?.name ?? "")} />
      </Card>
    </Page>
  );
}

function Already({ name, onJoin }: { readonly name: string; readonly onJoin: () => void }) {
  const words = useRoomWords().join;
  return (
    <Card title={words.already}>
      <p>{words.alreadyHow(name)}</p>
      <div class="row">
        <ButtonLink kind="go" href={to(["home"])}>
          {words.home}
        </ButtonLink>
        <Button onPress={onJoin}>{words.alreadyJoin}</Button>
      </div>
    </Card>
  );
}

/** An invitation's link: who invites to what, what joining means, then joining. */
export function Join({ route }: RoomProps) {
  const words = useRoomWords().join;
  const names = useNames();
  const community = useCommunity();
  const { acting } = useWho();
  const [stage, setStage] = useState<"preview" | "steps">("preview");
  const [another, setAnother] = useState(false);
  const invitation = Number(route.rest[0]);
  const { secret } = readLinkSecret(route.rest[1] ?? "");
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
  if (stage === "steps" && community !== undefined) {
    return <JoinSteps community={community} invitation={invitation} secret={secret} />;
  }
  if (shown === undefined) return <Page title={title} />;
  if (!shown.isOpen) return <Closed by={shown.by} />;
  const person = another ? undefined : acting?.person;
  return (
    <Page title={title}>
      {person === undefined ? (
        <Preview by={shown.by} onNext={() => setStage("steps")} />
      ) : (
        <Already name={names.in(person)} onJoin={() => setAnother(true)} />
      )}
    </Page>
  );
}
