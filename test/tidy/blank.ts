/** Ends that a piece of source can have: where code goes on after it. */
const QUOTES = ['"', "'"];

/**
 * Replaces comments and what is in quotes by spaces; line breaks stay, and so does code inside
 * of template texts.
 *
 * Why: rules about words are about code, and the numbers of lines must stay right.
 */
export function blank(source: string): string {
  let out = "";
  let at = 0;
  /** Open braces of each template hole that surrounds the place. */
  const holes: number[] = [];
  const take = (count: number, isCode: boolean) => {
    for (const character of source.slice(at, at + count)) {
      out += isCode || character === "\n" ? character : " ";
    }
    at += count;
  };
  const template = () => {
    while (at < source.length && source[at] !== "`" && !source.startsWith("${", at)) {
      take(source[at] === "\\" ? 2 : 1, false);
    }
    if (source.startsWith("${", at)) {
      holes.push(0);
      take(2, false);
    } else take(1, false);
  };
  while (at < source.length) {
    const character = source[at] as string;
    if (source.startsWith("//", at)) take(lengthUntil(source, at, "\n"), false);
    else if (source.startsWith("/*", at)) take(lengthUntil(source, at + 2, "*/") + 4, false);
    else if (QUOTES.includes(character)) take(quotedLength(source, at), false);
    else if (character === "`") {
      take(1, false);
      template();
    } else if (character === "}" && holes.at(-1) === 0) {
      holes.pop();
      take(1, false);
      template();
    } else {
      const open = holes.length - 1;
      if (open >= 0 && character === "{") holes[open] = (holes[open] ?? 0) + 1;
      if (open >= 0 && character === "}") holes[open] = (holes[open] ?? 0) - 1;
      take(1, true);
    }
  }
  return out;
}

function lengthUntil(source: string, from: number, end: string): number {
  const found = source.indexOf(end, from);
  return (found < 0 ? source.length : found) - from;
}

function quotedLength(source: string, from: number): number {
  let at = from + 1;
  while (at < source.length && source[at] !== source[from] && source[at] !== "\n") {
    at += source[at] === "\\" ? 2 : 1;
  }
  return at + 1 - from;
}
