import { REQUEST_NOTE_MAX, writePaymentRequest } from "folkmoot/client";
import { useState } from "preact/hooks";
import { useCommunity } from "../../live/community.ts";
import { nodeAddress } from "../../live/place.ts";
import { Section } from "../../parts/card.tsx";
import { Copy } from "../../parts/copy.tsx";
import { Field } from "../../parts/field.tsx";
import { Page } from "../../parts/page.tsx";
import { Qr } from "../../parts/qr.tsx";
import { to } from "../../router/route.ts";
import { readAmount } from "../../words/amount.ts";
import { useRoomWords } from "../../words/room-words.ts";

/** Micro-units as a request writes them: digits, a point, and no zeros behind. */
function plainAmount(micro: string): string {
  const digits = micro.padStart(7, "0");
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`.replace(/\.?0+$/, "");
}

/** Asking to be paid: a link and a QR code that open the payer's own page for paying. */
export function AskForMoney({ person }: { readonly person: number }) {
  const words = useRoomWords();
  const chainId = useCommunity()?.chainId;
  const [text, setText] = useState("");
  const [note, setNote] = useState("");
  const micro = text.trim() === "" ? undefined : readAmount(text);
  const isWrong = text.trim() !== "" && (micro === undefined || BigInt(micro) === 0n);
  const amount = micro === undefined ? undefined : plainAmount(micro);
  const asked = { to: person, amount, note: note.trim() };
  const link =
    chainId === undefined || isWrong
      ? undefined
      : writePaymentRequest(nodeAddress(), { chainId, ...asked });
  return (
    <Page
      title={words.money.askTitle}
      lead={words.money.askLead}
      back={{ href: to(["money"]), place: words.money.title }}
    >
      <Section>
        <Field
          label={words.money.payHow}
          hint={words.money.askAmountHint}
          kind="amount"
          value={text}
          onValue={setText}
          error={isWrong ? words.money.payAmountBad : undefined}
        />
        <Field
          label={words.money.payNote}
          hint={words.money.payNoteHint}
          value={note}
          onValue={setNote}
          limit={REQUEST_NOTE_MAX}
        />
      </Section>
      {link === undefined ? null : (
        <Section title={words.money.askReady}>
          <Qr text={link} />
          <Copy label={words.money.askLink} text={link} />
        </Section>
      )}
    </Page>
  );
}
