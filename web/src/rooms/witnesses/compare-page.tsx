import { useCallback, useEffect, useState } from "preact/hooks";
import { Button } from "../../parts/button.tsx";
import { Section } from "../../parts/card.tsx";
import { Field } from "../../parts/field.tsx";
import { Scan } from "../../parts/scan.tsx";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { compareByHand } from "../check/light.ts";
import { pageIn } from "./page-in.ts";

type Said = { readonly text: string; readonly isElsewhere?: boolean };

/** Compares a page that somebody has handed over with what this device has verified. */
export function ComparePage({
  chainId,
  given,
}: {
  readonly chainId: string;
  readonly given: string;
}) {
  const words = useRoomWords().witnesses;
  const [text, setText] = useState(given);
  const [said, setSaid] = useState<Said>();
  const compare = useCallback(
    async (pasted: string): Promise<void> => {
      const page = pageIn(pasted);
      if (page === undefined) return setSaid({ text: words.noPage });
      const found = await compareByHand(chainId, page);
      if (found.kind === "failed") return setSaid({ text: found.sentence });
      if (found.kind === "elsewhere") return setSaid({ text: words.elsewhere, isElsewhere: true });
      setSaid({ text: words[found.kind](Number(page.height)) });
    },
    [chainId, words],
  );
  useEffect(() => {
    if (given !== "") void compare(given);
  }, [given, compare]);
  return (
    <Section title={words.compareTitle}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void compare(text);
        }}
      >
        <Field
          label={words.page}
          hint={words.compareHow}
          value={text}
          onValue={setText}
          limit={400}
        />
        <Scan
          onText={(scanned) => {
            // A code says its page in capitals, which makes it smaller.
            const said = scanned.toLowerCase();
            setText(said);
            void compare(said);
          }}
        />
        <div>
          <Button submit>{words.compare}</Button>
        </div>
      </form>
      <p aria-live="polite">
        {said?.isElsewhere === true ? <a href={to(["alarm"])}>{said.text}</a> : said?.text}
      </p>
    </Section>
  );
}
