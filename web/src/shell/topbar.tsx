import { useCommunity } from "../live/community.ts";
import { Icon } from "../parts/icon.tsx";
import { to } from "../router/route.ts";
import { useWords } from "../words/language.ts";
import { CommunityMark } from "./community-mark.tsx";
import { Me } from "./me.tsx";

/** On a phone, above the page: the community and how it stands, a way to find, and you. */
export function Topbar() {
  const words = useWords().shell;
  const community = useCommunity();
  return (
    <header class="topbar">
      <a class="where" href={to(["home"])}>
        <CommunityMark size={26} />
        <bdi>{community?.name ?? words.name}</bdi>
      </a>
      <a class="tap" href={to(["find"])} aria-label={words.find}>
        <Icon name="find" />
      </a>
      <Me />
    </header>
  );
}
