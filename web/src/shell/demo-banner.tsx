import { useState } from "preact/hooks";
import { useWho } from "../keys/who.ts";
import { useCommunity } from "../live/community.ts";
import { actAsDemo, advanceDemo, type Demo } from "../live/demo.ts";
import { usePath } from "../live/use-view.ts";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { useRoomWords } from "../words/room-words.ts";
import { duration } from "../words/time.ts";

const hour = 3_600_000;
const leaps = [hour, 24 * hour, 7 * 24 * hour, 30 * 24 * hour];

function TimeDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const words = useRoomWords();
  const [leaping, setLeaping] = useState(false);
  const leap = async (ms: number): Promise<void> => {
    setLeaping(true);
    await advanceDemo(ms);
    setLeaping(false);
    onClose();
  };
  return (
    <Dialog title={words.around.timeTitle} open={open} onClose={onClose}>
      <p class="soft small">{words.around.demo}</p>
      <p>{words.around.timeLead}</p>
      <div class="row">
        {leaps.map((ms) => (
          <Button key={ms} busy={leaping} onPress={() => void leap(ms)}>
            {duration(ms)}
          </Button>
        ))}
      </div>
      <Button kind="quiet" onPress={onClose}>
        {words.parts.cancel}
      </Button>
    </Dialog>
  );
}

function ActAs({ community, demo }: { readonly community: string; readonly demo: Demo }) {
  const words = useRoomWords();
  const { acting } = useWho();
  const choose = (value: string): void => {
    const who = demo.people.find((each) => String(each.person) === value);
    if (who !== undefined) void actAsDemo(community, who);
  };
  return (
    <label class="act-as">
      {words.around.youAre}
      <select
        class="input"
        value={String(acting?.person ?? "")}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {demo.people.some((each) => each.person === acting?.person) ? null : (
          <option value={String(acting?.person ?? "")}>
            {acting?.label ?? words.around.visitor}
          </option>
        )}
        {demo.people.map((each) => (
          <option key={each.person} value={String(each.person)}>
            {each.name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** In a demonstration: be anybody, and let time pass. */
export function DemoBanner() {
  const words = useRoomWords();
  const community = useCommunity();
  const demo = usePath<Demo>(community?.isDemo ? "/demo" : undefined).data;
  const [asking, setAsking] = useState(false);
  if (community === undefined || demo === undefined) return null;
  return (
    <section class="banner banner-demo" aria-label={words.around.demoLabel}>
      <span class="wide-only">{words.around.demo}</span>
      <ActAs community={community.community} demo={demo} />
      {demo.canMoveTime ? (
        <Button kind="quiet" onPress={() => setAsking(true)}>
          {words.around.letTimePass}
        </Button>
      ) : null}
      <TimeDialog open={asking} onClose={() => setAsking(false)} />
    </section>
  );
}
