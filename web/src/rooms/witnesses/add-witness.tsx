import { useState } from "preact/hooks";
import { Button } from "../../parts/button.tsx";
import { Section } from "../../parts/card.tsx";
import { Field } from "../../parts/field.tsx";
import { useRoomWords } from "../../words/room-words.ts";
import type { WitnessesShown } from "./use-witnesses.ts";

/** A field for the address of one more; beyond what a browser may ask, it says who can ask instead. */
export function AddWitness({ list }: { readonly list: WitnessesShown }) {
  const words = useRoomWords().witnesses;
  const [address, setAddress] = useState("");
  const [fault, setFault] = useState<string>();
  const add = async (): Promise<void> => {
    const added = await list.add(address);
    setFault(added === "added" ? undefined : added === "beyond" ? words.beyond : added.fault);
    if (added === "added") setAddress("");
  };
  return (
    <Section title={words.addTitle}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <Field
          label={words.address}
          hint={words.addressHint}
          value={address}
          onValue={setAddress}
          error={fault}
          limit={200}
        />
        <div>
          <Button submit busy={list.isAsking}>
            {words.add}
          </Button>
        </div>
      </form>
    </Section>
  );
}
