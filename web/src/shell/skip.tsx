import { useWords } from "../words/language.ts";

/** Lets the keyboard pass over the places; a button, since the address holds the page. */
export function Skip() {
  const words = useWords();
  const skip = (): void => document.getElementById("page")?.focus();
  return (
    <button type="button" class="button skip" onClick={skip}>
      {words.shell.skip}
    </button>
  );
}
