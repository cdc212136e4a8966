import { useState } from "preact/hooks";
import { publish } from "../../live/act.ts";
import { Field } from "../../parts/field.tsx";
import { useRoomWords } from "../../words/room-words.ts";
import { ProposalForm } from "./proposal-form.tsx";

/** Proposes an article in the community's own words. */
export function ArticleForm() {
  const words = useRoomWords().decide;
  const [title, setTitle] = useState("");
  const [body, setBody] = useState("");
  const missing = title.trim() === "" || body.trim() === "" ? words.needMore : undefined;
  const effects = async () => {
    const content = { title: title.trim(), body: body.trim() };
    const text = await publish(content, { audience: "community", kind: "article" });
    if (!text.ok) return text;
    const input = { article: 0, text: text.value };
    return { ok: true, value: [{ type: "constitution/adopt-article", input }] } as const;
  };
  return (
    <ProposalForm kind="article" missing={missing} effects={effects}>
      <Field
        label={words.articleTitle}
        value={title}
        onValue={setTitle}
        limit={120}
        required
        readBy="community"
      />
      <Field
        label={words.articleText}
        kind="long"
        value={body}
        onValue={setBody}
        limit={50_000}
        required
        readBy="community"
      />
    </ProposalForm>
  );
}
