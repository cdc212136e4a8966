import { alertsOf, knownKeys } from "../keys/safety.ts";
import { useWho } from "../keys/who.ts";
import { useView } from "../live/use-view.ts";
import { to } from "../router/route.ts";
import { useRoomWords } from "../words/room-words.ts";

/** Says on every page of every device that this person leaves, or what is going on with their keys. */
export function SafetyBanner() {
  const { around: words, leave } = useRoomWords();
  const person = useWho().acting?.person;
  const query = person === undefined ? undefined : { person };
  const keys = useView("identity/devices", query).data;
  const freeze = useView("identity/freeze", query).data;
  const notice = useView("membership/person", query).data?.leaving ?? undefined;
  if (notice !== undefined) return <Banner said={`${leave.leavesOn(notice.at)}.`} room="leave" />;
  if (keys === undefined || freeze === undefined) return null;
  const [first] = alertsOf(keys, freeze, knownKeys());
  if (first === undefined) return null;
  const said = {
    frozen: words.bannerFrozen,
    removal: words.bannerRemoval,
    new: words.bannerNew,
  }[first.kind];
  return <Banner said={said} room="devices" />;
}

function Banner({ said, room }: { readonly said: string; readonly room: "leave" | "devices" }) {
  const words = useRoomWords().around;
  return (
    <div role="status">
      <p class="banner">
        {said} <a href={to([room])}>{words.bannerLook}</a>
      </p>
    </div>
  );
}
