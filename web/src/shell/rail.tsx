import type { ComponentChildren } from "preact";
import { useCommunity } from "../live/community.ts";
import { Icon } from "../parts/icon.tsx";
import { later } from "../parts/later.tsx";
import { to } from "../router/route.ts";
import { useWords } from "../words/language.ts";
import { loadRoomWords } from "../words/room-words.ts";
import { CommunityMark } from "./community-mark.tsx";
import { MeNamed } from "./me.tsx";

const around = async () => {
  const [parts] = await Promise.all([import("./around.tsx"), loadRoomWords()]);
  return parts;
};
const StatusLight = later(async () => (await around()).StatusLight);
const YourCircles = later(async () => (await around()).YourCircles);

/**
 * On a desk, beside the page: the community, the places, your circles, how it stands, and you.
 *
 * Shape: on a phone only the places of it are there, at the thumb.
 */
export function Rail({ children }: { readonly children: ComponentChildren }) {
  const words = useWords().shell;
  const community = useCommunity();
  return (
    <div class="rail">
      <header class="desk-only">
        <a class="where" href={to(["home"])}>
          <CommunityMark size={30} />
          <bdi>{community?.name ?? words.name}</bdi>
        </a>
      </header>
      {children}
      <div class="desk-only">
        <YourCircles />
      </div>
      <aside class="rail-foot desk-only" aria-label={words.asideLabel}>
        <a class="status" href={to(["find"])}>
          <Icon name="find" small />
          {words.find}
        </a>
        <StatusLight />
        <MeNamed />
      </aside>
    </div>
  );
}
