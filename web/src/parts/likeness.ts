// Letters of other scripts and digits that look like Latin ones, as far as they stand in names.
const ALIKE: Readonly<Record<string, string>> = {
  ...{ а: "a", е: "e", о: "o", р: "p", с: "c", у: "y", х: "x", і: "i", ј: "j", ѕ: "s", ԁ: "d" },
  ...{ к: "k", м: "m", т: "t", н: "h", в: "b", α: "a", ο: "o", ρ: "p", ν: "v", ι: "i", κ: "k" },
  ...{ τ: "t", υ: "u", ı: "i", l: "i", "1": "i", "0": "o", "|": "i", ß: "ss" },
};

/**
 * Returns what a name looks like: two names with the same likeness can be taken for each other.
 *
 * Why: somebody who wants another's money takes a name that is read as theirs.
 */
export const likeness = (name: string): string =>
  Array.from(
    name
      .normalize("NFKD")
      .toLocaleLowerCase()
      .replaceAll(/[^\p{L}\p{N}]/gu, ""),
    (letter) => ALIKE[letter] ?? letter,
  ).join("");
