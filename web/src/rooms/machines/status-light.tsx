import { useNetwork } from "../../live/network.ts";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { type Newest, useNewest } from "../check/use-newest.ts";
import { presenceAt, spareOf } from "./presence.ts";

type Light = "order" | "asking" | "look";

/**
 * How the community stands in a few words, with a light: in order, asking, or look here.
 *
 * Why so little: nobody needs a card about machines while everything works; a tap leads to all of it.
 */
export function StatusLight() {
  const words = useRoomWords().network.light;
  const network = useNetwork();
  const newest = useNewest();
  const { present, all, isPast } = presenceAt(network, newest);
  const away = all - present;
  const light = lightOf(newest, network?.halt != null, spareOf(present, all));
  const standing =
    light === "look" && all > 1 && newest?.kind !== "failed"
      ? words.close(present, all)
      : isPast || away > 0
        ? words.away(away)
        : words.alone(all);
  const said = { order: words.order, asking: words.asking, look: words.look }[light];
  return (
    <p class="status">
      <span class={`light light-${light}`} aria-hidden="true" />
      <span>
        <a class="plain" href={to(["helpers"])}>
          {said} {light === "asking" ? null : standing}
        </a>{" "}
        {newest?.kind === "checked" ? words.checked : null}
      </span>
    </p>
  );
}

function lightOf(newest: Newest | undefined, isHalted: boolean, spare: number): Light {
  if (isHalted || newest?.kind === "failed") return "look";
  if (newest === undefined) return "asking";
  return newest.state.kind === "clock" || spare < 1 ? "look" : "order";
}
