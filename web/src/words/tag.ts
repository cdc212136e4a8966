import { signal } from "@preact/signals-core";

const tag = signal("en");

/** Returns the BCP 47 tag that `Intl` formats with: the person's own region where it fits. */
export const currentTag = (): string => tag.value;

// Some systems name languages in ways that Intl refuses, such as "en-US@posix".
function isTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}

/** Sets the spoken language, keeping the person's region when their browser names one for it. */
export function setTag(language: string, preferred: readonly string[]): void {
  tag.value = preferred.find((each) => each.split("-")[0] === language && isTag(each)) ?? language;
}
