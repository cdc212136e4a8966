import { useCommunity } from "../../live/community.ts";
import { Button } from "../../parts/button.tsx";
import { Wash } from "../../parts/card.tsx";
import { When } from "../../parts/value.tsx";
import { useRoomWords } from "../../words/room-words.ts";
import { AlarmLink } from "../alarm/alarm-link.tsx";
import type { Cannot } from "./cannot.ts";
import type { Newest } from "./use-newest.ts";

type Proved = Exclude<Newest, { readonly kind: "failed" }>;

/** What this device has checked of the newest page, in one line. */
export function CheckedLine({ newest }: { readonly newest: Newest | undefined }) {
  const words = useRoomWords().network;
  if (newest === undefined) return <p class="soft small">{words.checking}</p>;
  if (newest.kind === "failed") return <p class="soft small">{words.failed}</p>;
  return (
    <>
      <p class="soft small">
        {words.block(newest.height)}, {words.asOf} <When at={newest.time} />.{" "}
        {newest.kind === "checked" ? words.checked : null}
      </p>
      <Doubt newest={newest} />
    </>
  );
}

/** Why a page that is verified is not said to be checked, and who else shows it. */
function Doubt({ newest }: { readonly newest: Proved }) {
  const words = useRoomWords();
  const { state, asked, agreeing } = newest;
  if (state.kind === "clock") {
    return words.check.cannot.clock(state.apart).map((said) => (
      <p key={said} class="small">
        {said}
      </p>
    ));
  }
  if (state.kind === "as-of") return <p class="small">{words.network.oldPage}</p>;
  if (asked === 0) return null;
  const said = agreeing === 0 ? words.network.alone : words.network.agreeing(agreeing);
  return <p class="soft small">{said}</p>;
}

/** Says on paper of its own why this device could not confirm what its node shows. */
export function Unconfirmed({
  cannot,
  onAgreed,
}: {
  readonly cannot: Cannot;
  readonly onAgreed: () => Promise<void>;
}) {
  const words = useRoomWords();
  const chainId = useCommunity()?.chainId;
  const agree = async (): Promise<void> => {
    if (chainId === undefined) return;
    const { agreeToMore } = await import("./trust-store.ts");
    agreeToMore(chainId);
    await onAgreed();
  };
  return (
    <Wash tone="clay">
      <h2 class="name">{words.network.failed}</h2>
      <p class="small">{cannot.message}</p>
      <p class="small">{cannot.remedy}</p>
      {cannot.code === "client/much-work" ? (
        <div>
          <Button onPress={() => void agree()}>{words.check.cannot.workGo}</Button>
        </div>
      ) : null}
      <AlarmLink />
    </Wash>
  );
}
