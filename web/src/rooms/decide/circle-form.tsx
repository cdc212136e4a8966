import { useState } from "preact/hooks";
import { publish } from "../../live/act.ts";
import { Field } from "../../parts/field.tsx";
import { useRoomWords } from "../../words/room-words.ts";
import { ProposalForm } from "./proposal-form.tsx";

/** Proposes a circle with a purpose of its own. */
export function CircleForm() {
  const words = useRoomWords().decide;
  const [name, setName] = useState("");
  const [purpose, setPurpose] = useState("");
  const missing = name.trim() === "" ? words.needMore : undefined;
  const effects = async () => {
    const content = { name: name.trim(), purpose: purpose.trim() };
    const text = await publish(content, { audience: "community", kind: "purpose" });
    if (!text.ok) return text;
    const input = { purpose: text.value };
    return { ok: true, value: [{ type: "circles/open-circle", input }] } as const;
  };
  return (
    <ProposalForm kind="circle" missing={missing} effects={effects}>
      <Field
        label={words.circleName}
        value={name}
        onValue={setName}
        limit={80}
        required
        readBy="community"
      />
      <Field
        label={words.circlePurpose}
        kind="long"
        value={purpose}
        onValue={setPurpose}
        limit={5000}
        readBy="community"
      />
    </ProposalForm>
  );
}
