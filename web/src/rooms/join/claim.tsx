import { useEffect, useState } from "preact/hooks";
import { useWho } from "../../keys/who.ts";
import { nodeAddress } from "../../live/place.ts";
import type { Problem } from "../../live/problem.ts";
import { request } from "../../live/request.ts";
import { Button } from "../../parts/button.tsx";
import { Section } from "../../parts/card.tsx";
import { Copy } from "../../parts/copy.tsx";
import { Field } from "../../parts/field.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import type { RoomProps } from "../../shell/room.tsx";
import { isolate } from "../../words/format.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { type Desk, foundWith, reopen } from "./founding.ts";
import { canKeep } from "./keeping.ts";
import { KeepingNotice, useKeeping } from "./keeping-notice.tsx";

type Seen =
  | { readonly at: "looking" }
  | { readonly at: "ready"; readonly desk: Desk }
  | { readonly at: "founded" }
  | { readonly at: "problem"; readonly problem: Problem };

/** Asks the node what waits behind a link; a node that knows no such question has its founder already. */
async function look(secret: string): Promise<Seen> {
  const headers = { authorization: `Bearer ${secret}` };
  const answer = await request<Desk>("/founder", { headers });
  if (answer.kind === "value") return { at: "ready", desk: answer.value };
  if (answer.kind === "same") return { at: "looking" };
  const { problem } = answer;
  return problem.status === 404 ? { at: "founded" } : { at: "problem", problem };
}

function NoLink() {
  const words = useRoomWords().claim;
  return (
    <Page title={words.noLinkTitle} lead={words.noLink}>
      <Section>
        <Copy label={words.command} text={words.open} />
      </Section>
    </Page>
  );
}

function Founded() {
  const words = useRoomWords().claim;
  const { acting } = useWho();
  return (
    <Page
      title={words.usedTitle}
      lead={acting === undefined ? words.used : words.mine(acting.label)}
    >
      <div>
        <Button kind="go" onPress={reopen}>
          {words.home}
        </Button>
      </div>
    </Page>
  );
}

function Where({ address }: Pick<Desk, "address">) {
  const words = useRoomWords().claim;
  if (address === null) return <p class="soft small">{words.here}</p>;
  const isThere = address === nodeAddress();
  return isThere ? (
    <p class="soft small">{words.at(address)}</p>
  ) : (
    <Notice kind="clay">
      <p>{words.elsewhere(address)}</p>
    </Notice>
  );
}

function Found({ desk, secret }: { readonly desk: Desk; readonly secret: string }) {
  const words = useRoomWords();
  const keeping = useKeeping();
  const [name, setName] = useState(desk.founder);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const found = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    const said = await foundWith(secret, name.trim());
    if (said === undefined) return reopen();
    setBusy(false);
    setProblem(said);
  };
  return (
    <Page title={words.claim.title(isolate(desk.name))} lead={words.claim.lead}>
      <KeepingNotice keeping={keeping} link={location.href} />
      {desk.purpose === "" ? null : (
        <Section title={words.claim.purpose}>
          <p dir="auto">{desk.purpose}</p>
        </Section>
      )}
      <Section>
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void found();
          }}
        >
          <Field
            label={words.join.name}
            hint={words.join.nameHint}
            value={name}
            onValue={setName}
            limit={80}
            required
            autocomplete="name"
            readBy="community"
          />
          <Where address={desk.address} />
          {problem === undefined ? null : (
            <Notice kind="clay">
              <p>{problem}</p>
            </Notice>
          )}
          <Button
            kind="go"
            submit
            busy={busy || keeping === undefined || !canKeep(keeping)}
            cannot={name.trim() === "" ? words.join.nameNeeded : undefined}
          >
            {words.claim.found}
          </Button>
          <p role="status" class="soft small">
            {busy ? words.claim.founding : ""}
          </p>
        </form>
      </Section>
    </Page>
  );
}

/** Becoming the founder of a community that waits, by the link that its node printed. */
export function Claim({ route }: RoomProps) {
  const words = useRoomWords();
  const secret = route.rest[0] ?? "";
  const [seen, setSeen] = useState<Seen>({ at: "looking" });
  useEffect(() => {
    // What others could read on its way is not sent at all.
    if (secret !== "" && isSecureContext) void look(secret).then(setSeen);
  }, [secret]);
  if (secret === "") return <NoLink />;
  if (!isSecureContext) {
    return (
      <Page title={words.claim.noLinkTitle}>
        <KeepingNotice keeping="unsafe" link={location.href} />
      </Page>
    );
  }
  if (seen.at === "founded") return <Founded />;
  if (seen.at === "ready") return <Found desk={seen.desk} secret={secret} />;
  return (
    <Page title={words.claim.noLinkTitle}>
      {seen.at === "looking" ? (
        <p class="soft" role="status">
          {words.parts.loading}
        </p>
      ) : (
        <>
          <ProblemNotice problem={seen.problem} />
          <Section>
            <Copy label={words.claim.command} text={words.claim.open} />
          </Section>
        </>
      )}
    </Page>
  );
}
