import { useState } from "preact/hooks";
import { useWords } from "../words/language.ts";
import { Button } from "./button.tsx";

/** Something to take along: shown whole, and copied with one press. */
export function Copy({ label, text }: { readonly label: string; readonly text: string }) {
  const words = useWords();
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  };
  return (
    <div class="stack stack-close">
      <label class="field">
        {label}
        <input
          class="input code"
          readOnly
          value={text}
          onFocus={(event) => event.currentTarget.select()}
        />
      </label>
      <div class="row">
        <Button onPress={() => void copy()}>{words.parts.copy}</Button>
        <span role="status" class="soft small">
          {copied ? words.parts.copied : ""}
        </span>
      </div>
    </div>
  );
}
