import type { Acknowledged, PlainAction } from "folkmoot/client";
import type { DecisionKind } from "folkmoot/protocol";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { type Acted, act, publish } from "../../live/act.ts";
import { useAct } from "../../live/use-act.ts";
import { useRehearsal } from "../../live/use-rehearsal.ts";
import { useView } from "../../live/use-view.ts";
import { Button } from "../../parts/button.tsx";
import { Section } from "../../parts/card.tsx";
import { Field } from "../../parts/field.tsx";
import { Outcome } from "../../parts/outcome.tsx";
import { to } from "../../router/route.ts";
import { go } from "../../router/use-route.ts";
import { useRoomWords } from "../../words/room-words.ts";

/** The circle of everyone. */
export const everyone = 1;

/** What a form proposes; the effect is made when it is sent, since it may need a text. */
export interface ProposalFormProps {
  readonly kind: DecisionKind;
  /** The circle that decides; everyone unless said otherwise. */
  readonly circle?: number;
  /** The form says by itself how it would be decided, since that is not by the circle's policy alone. */
  readonly saysHow?: boolean;
  /** What is still missing, in a sentence. */
  readonly missing: string | undefined;
  /** What would be tried with the circle as its author, to say beforehand what stands against it. */
  readonly rehearsal?: PlainAction | undefined;
  readonly effects: () => Promise<Acted<readonly PlainAction[]>>;
  /** What the fields of this kind ask. */
  readonly children?: ComponentChildren;
}

async function encoded(planned: readonly PlainAction[]) {
  const { effectOf } = await import("../../live/acting.ts");
  return planned.map(effectOf);
}

async function open(
  props: ProposalFormProps,
  title: string,
  body: string,
): Promise<Acted<Acknowledged>> {
  const planned = await props.effects();
  if (!planned.ok) return planned;
  const about = { audience: "community", kind: "proposal" } as const;
  const text = await publish({ title: title.trim(), body: body.trim() }, about);
  if (!text.ok) return text;
  const effects = await encoded(planned.value);
  const { openFor } = await import("../../live/acting.ts");
  const given = { circle: props.circle ?? everyone, kind: props.kind, text: text.value, effects };
  return act("decisions/open", openFor(given));
}

function numberOf(receipt: Acknowledged): number | undefined {
  const event = receipt.events.find((each) => each.type === "decisions/opened");
  const decision = event?.data["decision"];
  return typeof decision === "number" ? decision : undefined;
}

/** The part of every proposal: what is asked, why, and how it will be decided. */
export function ProposalForm(props: ProposalFormProps) {
  const words = useRoomWords().decide;
  const [title, setTitle] = useState("");
  const [body, setBody] = useState("");
  const { circle = everyone } = props;
  const policies = useView("circles/circle", { circle }).data?.policies;
  const policy = policies?.find((each) => each.kind === props.kind);
  const { cannot } = useRehearsal(props.rehearsal?.type, props.rehearsal?.input);
  const opening = useAct();
  const missing = title.trim() === "" ? words.needAsk : props.missing;
  const send = async (): Promise<void> => {
    const receipt = await opening.run(() => open(props, title, body));
    const decision = receipt === undefined ? undefined : numberOf(receipt);
    if (decision !== undefined) go(to(["decide", decision]));
  };
  return (
    <Section>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        {props.children}
        <Field
          label={words.ask}
          hint={words.askHint}
          value={title}
          onValue={setTitle}
          limit={120}
          required
          readBy="community"
        />
        <Field
          label={words.reasons}
          hint={words.reasonsHint}
          kind="long"
          value={body}
          onValue={setBody}
          limit={20_000}
          readBy="community"
        />
        {policy === undefined || props.saysHow ? null : <p class="soft small">{policy.sentence}</p>}
        <Button kind="go" submit busy={opening.busy} cannot={missing ?? cannot}>
          {words.send}
        </Button>
      </form>
      <Outcome act={opening} done={words.proposed} />
    </Section>
  );
}
