import { readdirSync } from "node:fs";
import { parseArgs } from "node:util";

/*
 * `npm run bench [name] [-- flags]`: runs one bench, or says which there are. With `--against COMMIT`
 * the bench of that commit runs in turns with this one, `--turns` times each.
 */
const folder = new URL(".", import.meta.url);
/** What the benches need, and no benches themselves. */
const PARTS = ["index", "figure", "against", "crowd", "payers", "bundle", "light-community"];
const names = readdirSync(folder)
  .filter((name) => name.endsWith(".js"))
  .map((name) => name.slice(0, -".js".length))
  .filter((name) => !PARTS.includes(name));

const [name, ...given] = process.argv.slice(2);
if (name === undefined || !names.includes(name)) {
  console.error(`There is a bench of: ${names.join(", ")}.`);
  process.exitCode = 2;
} else await start(name, given);

async function start(bench: string, words: readonly string[]): Promise<void> {
  const { values, rest } = ownFlags(words);
  if (values.against === undefined) {
    process.argv = [process.execPath, bench, ...rest];
    await import(new URL(`${bench}.js`, folder).href);
    return;
  }
  const { compare } = await import("./against.ts");
  compare({ name: bench, flags: rest, commit: values.against, rounds: Number(values.turns) });
}

/** Takes the flags that every bench knows out of the words; the rest is the bench's own. */
function ownFlags(words: readonly string[]) {
  const own = { against: { type: "string" }, turns: { type: "string", default: "3" } } as const;
  const { values, tokens } = parseArgs({
    args: [...words],
    options: own,
    strict: false,
    tokens: true,
  });
  const taken = new Set<number>();
  for (const token of tokens) {
    if (token.kind !== "option" || !(token.name in own)) continue;
    taken.add(token.index);
    if (token.value !== undefined && !token.inlineValue) taken.add(token.index + 1);
  }
  return {
    values: values as { readonly against?: string; readonly turns: string },
    rest: words.filter((_, at) => !taken.has(at)),
  };
}
