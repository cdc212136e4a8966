import type { ComponentChildren } from "preact";
import { useWords } from "../words/language.ts";
import { ConnectionBanner } from "./connection-banner.tsx";
import { Places } from "./places.tsx";
import { SafetyBanner } from "./safety-banner.tsx";
import { Skip } from "./skip.tsx";
import { Unfinished } from "./unfinished.tsx";
import { VersionBanner } from "./version-banner.tsx";

/** What stands around a page. */
export interface FrameProps {
  /** The place that is lit. */
  readonly place: string;
  /** What a desk has room for beside the page: the state of the network. */
  readonly aside?: ComponentChildren;
  /** What is said above everything: the demonstration's "act as". */
  readonly banner?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** The frame: banners, the five places, the page, and on a desk an aside. */
export function Frame({ place, aside, banner, children }: FrameProps) {
  const words = useWords();
  return (
    <>
      <Skip />
      {banner}
      <ConnectionBanner />
      <VersionBanner />
      <SafetyBanner />
      <Unfinished />
      <div class="shell">
        <Places current={place} />
        {children}
        <aside class="aside" aria-label={words.shell.asideLabel}>
          {aside}
        </aside>
      </div>
    </>
  );
}
