import { alertsOf, knownKeys } from "../keys/safety.ts";
import { useWho } from "../keys/who.ts";
import { useView } from "../live/use-view.ts";
import { to } from "../router/route.ts";
import { useWords } from "../words/language.ts";

/** Says on every page of every device what is going on with this person's keys. */
export function SafetyBanner() {
  const words = useWords().safety;
  const person = useWho().acting?.person;
  const query = person === undefined ? undefined : { person };
  const keys = useView("identity/devices", query).data;
  const freeze = useView("identity/freeze", query).data;
  if (keys === undefined || freeze === undefined) return null;
  const [first] = alertsOf(keys, freeze, knownKeys());
  if (first === undefined) return null;
  const said = {
    frozen: words.bannerFrozen,
    removal: words.bannerRemoval,
    new: words.bannerNew,
  }[first.kind];
  return (
    <div role="status">
      <p class="banner">
        {said} <a href={to(["devices"])}>{words.bannerLook}</a>
      </p>
    </div>
  );
}
