import { useConnection } from "../live/reading.ts";
import { Icon } from "../parts/icon.tsx";
import { useWords } from "../words/language.ts";

/** Says that the node is away, while it is; the place is kept so that it is heard. */
export function ConnectionBanner() {
  const words = useWords();
  const away = useConnection() === "away";
  return (
    <div role="status">
      {away ? (
        <p class="banner banner-away">
          <Icon name="away" />
          {navigator.onLine ? words.live.offline : words.live.noNetwork}
        </p>
      ) : null}
    </div>
  );
}
