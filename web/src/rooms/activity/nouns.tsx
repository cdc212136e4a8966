/** What stands between the marks that keep a name from turning its sentence around. */
const NAMED = /\u2068([^\u2069]*)\u2069/gu;

/** A sentence whose names are bold, each in its own direction. */
export function Nouns({ line }: { readonly line: string }) {
  const parts = [];
  let from = 0;
  for (const match of line.matchAll(NAMED)) {
    parts.push(line.slice(from, match.index));
    parts.push(
      <b key={match.index}>
        <bdi dir="auto">{match[1]}</bdi>
      </b>,
    );
    from = match.index + match[0].length;
  }
  parts.push(line.slice(from));
  return <>{parts}</>;
}
