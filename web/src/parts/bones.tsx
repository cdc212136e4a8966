import { useWords } from "../words/language.ts";

/** Stands in the shape of a list that is being read; it does not move, and says so to those who hear the page. */
export function Bones({ rows = 3 }: { readonly rows?: number }) {
  const words = useWords().parts;
  return (
    <div class="bones" role="status">
      <span class="unseen">{words.loading}</span>
      {Array.from({ length: rows }, (_, at) => (
        <div key={at} class="row nowrap" aria-hidden="true">
          <span class="face bone-disc" />
          <div class="stack stack-close grow">
            <span class="bone bone-line" />
            <span class="bone bone-short" />
          </div>
        </div>
      ))}
    </div>
  );
}
