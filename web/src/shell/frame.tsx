import type { ComponentChildren } from "preact";
import { later } from "../parts/later.tsx";
import { loadRoomWords } from "../words/room-words.ts";
import { ConnectionBanner } from "./connection-banner.tsx";
import { Places } from "./places.tsx";
import { Rail } from "./rail.tsx";
import { Skip } from "./skip.tsx";
import { Topbar } from "./topbar.tsx";
import { VersionBanner } from "./version-banner.tsx";

const around = async () => {
  const [parts] = await Promise.all([import("./around.tsx"), loadRoomWords()]);
  return parts;
};
const Banners = later(async () => (await around()).Banners);
const Trouble = later(async () => (await around()).Trouble);

/** What stands around a page. */
export interface FrameProps {
  /** The place that is lit. */
  readonly place: string;
  readonly children: ComponentChildren;
}

/** The frame: banners, the community and the five places, the page. */
export function Frame({ place, children }: FrameProps) {
  return (
    <>
      <Skip />
      <Banners />
      <ConnectionBanner />
      <VersionBanner />
      <div class="shell">
        <Topbar />
        <Rail>
          <Places current={place} />
        </Rail>
        <Trouble />
        {children}
      </div>
    </>
  );
}
