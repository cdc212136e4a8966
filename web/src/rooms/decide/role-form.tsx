import type { PlainAction } from "folkmoot/client";
import { useState } from "preact/hooks";
import { type Acted, publish } from "../../live/act.ts";
import { communityNow } from "../../live/clock.ts";
import { useTexts } from "../../live/use-texts.ts";
import { useView } from "../../live/use-view.ts";
import { AnyPersonChoice } from "../../parts/any-person-choice.tsx";
import { Choice } from "../../parts/choice.tsx";
import { Field } from "../../parts/field.tsx";

import { useRoomWords } from "../../words/room-words.ts";
import { everyone, ProposalForm } from "./proposal-form.tsx";

const day = 86_400_000;
const fresh = "new";

const planned = (effect: PlainAction): Acted<readonly PlainAction[]> => ({
  ok: true,
  value: [effect],
});

/** Proposes to give somebody a role for a time, or to make a role. */
export function RoleForm() {
  const words = useRoomWords().decide;
  const read = useTexts();
  const roles = useView("circles/circle", { circle: everyone }).data?.roles ?? [];
  const [role, setRole] = useState(fresh);
  const [name, setName] = useState("");
  const [purpose, setPurpose] = useState("");
  const [person, setPerson] = useState(0);
  const [days, setDays] = useState("180");
  const lasts = Number(days);
  const isNew = role === fresh;
  const whole = isNew ? name.trim() !== "" : person > 0 && Number.isInteger(lasts) && lasts > 0;
  const effects = async () => {
    if (!isNew) {
      const until = communityNow() + lasts * day;
      const input = { role: Number(role), person, until };
      return planned({ type: "circles/fill-role", input });
    }
    const content = { name: name.trim(), purpose: purpose.trim() };
    const text = await publish(content, { audience: "community", kind: "purpose" });
    if (!text.ok) return text;
    return planned({ type: "circles/open-role", input: { purpose: text.value } });
  };
  const options = [
    ...roles.map((each) => ({
      value: String(each.role),
      label: read(each.purpose)?.["name"] ?? String(each.role),
    })),
    { value: fresh, label: words.roleNew },
  ];
  return (
    <ProposalForm kind="role" missing={whole ? undefined : words.needMore} effects={effects}>
      <Choice label={words.roleChoose} options={options} value={role} onValue={setRole} down />
      {isNew ? (
        <>
          <Field label={words.roleName} value={name} onValue={setName} limit={80} required />
          <Field
            label={words.rolePurpose}
            kind="long"
            value={purpose}
            onValue={setPurpose}
            limit={5000}
            readBy="community"
          />
        </>
      ) : (
        <>
          <AnyPersonChoice
            label={words.roleHolder}
            fits={(each) => each.status === "member"}
            value={person}
            onValue={setPerson}
          />
          <Field label={words.roleDays} kind="number" value={days} onValue={setDays} />
        </>
      )}
    </ProposalForm>
  );
}
