import { home } from "./en/home.ts";
import { keys } from "./en/keys.ts";
import { live } from "./en/live.ts";
import { names } from "./en/names.ts";
import { parts } from "./en/parts.ts";
import { shell } from "./en/shell.ts";
import { unfinished } from "./en/unfinished.ts";

/** English: the catalogue that every other language must fill; what the first page says. */
export const en = {
  direction: "ltr" as "ltr" | "rtl",
  home,
  keys,
  live,
  names,
  parts,
  shell,
  unfinished,
};
