import { Card } from "../parts/card.tsx";
import { Ring } from "../parts/ring.tsx";
import { When } from "../parts/value.tsx";
import { AlarmLink } from "../rooms/alarm/alarm-link.tsx";
import { useNewest } from "../rooms/check/use-newest.ts";
import { to } from "../router/route.ts";
import { useWords } from "../words/language.ts";

/** The state of the network, as this device has proved it. */
export function NetworkCard() {
  const words = useWords().network;
  const newest = useNewest();
  if (newest === undefined) {
    return (
      <Card>
        <p class="soft small">{words.checking}</p>
      </Card>
    );
  }
  if (newest.kind === "failed") {
    return (
      <Card wash="clay">
        <h2 class="name">{words.failed}</h2>
        <p class="small">{newest.reason}</p>
        <AlarmLink />
      </Card>
    );
  }
  const { signers, validators, height, time } = newest;
  return (
    <Card>
      <div class="row nowrap">
        <Ring present={signers} all={validators} size={validators === 1 ? 28 : 56} silent />
        <div class="grow">
          <h2 class="name">
            <a class="plain" href={to(["helpers"])}>
              {words.agree(signers, validators)}
            </a>
          </h2>
          <p class="soft small">{words.slack(signers, validators)}</p>
          <p class="soft small">
            {words.block(height)}, <When at={time} />. {words.checked}
          </p>
        </div>
      </div>
    </Card>
  );
}
