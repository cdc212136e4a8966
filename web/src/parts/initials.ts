const JOINED =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}]/u;

const first = (word: string): string => /[\p{L}\p{N}]\p{M}*/u.exec(word)?.[0] ?? "";

/**
 * Returns the letters that stand for a name: of its first and last word, or one where a script joins its
 * letters or writes a name in two or three signs.
 */
export function initialsOf(name: string): string {
  const letters = name.split(/\s+/u).map(first).filter(Boolean);
  const [begin = "?"] = letters;
  const end = letters.length > 1 && !JOINED.test(name) ? (letters.at(-1) ?? "") : "";
  return `${begin}${end}`.toLocaleUpperCase();
}

/** What somebody is called to: the first of their names. */
export const calledBy = (name: string): string => name.trim().split(/\s+/u)[0] ?? name;

const HUES = 12;
// Neighbours in number are far apart in colour.
const STEP = 5;

/**
 * Returns the classes of a person's own colour; the first twenty-four people all differ.
 *
 * Why by number: it is the same on every device and needs nobody's choice. It is never the only mark.
 */
export function colourOf(person: number): string {
  const isDeep = (person + Math.floor(person / HUES)) % 2 === 1;
  return `hue-${(person * STEP) % HUES}${isDeep ? " deep" : ""}`;
}
