import { useWords } from "../words/language.ts";
import { Button } from "./button.tsx";

/** At the end of part of a long list: a way to the rest. */
export function MoreButton({ more }: { readonly more: (() => void) | undefined }) {
  const words = useWords().parts;
  if (more === undefined) return null;
  return (
    <div>
      <Button kind="quiet" onPress={more}>
        {words.moreRows}
      </Button>
    </div>
  );
}
