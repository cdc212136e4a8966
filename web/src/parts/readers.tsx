import { useWords } from "../words/language.ts";
import { Icon } from "./icon.tsx";

/** Who will be able to read what is written in a field. */
export type Audience = "public" | "community" | "ledger" | "closing" | "closing-members" | "device";

/** Says at the field who will read it. */
export function Readers({ audience, id }: { readonly audience: Audience; readonly id?: string }) {
  const words = useWords();
  return (
    <p class="readers" {...(id === undefined ? {} : { id })}>
      <Icon name={audience === "device" ? "lock" : "eye"} small />
      {words.parts.readers[audience]}
    </p>
  );
}
