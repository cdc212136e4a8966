import { useCommunity } from "../../live/community.ts";
import { to } from "../../router/route.ts";
import { useRoomWords } from "../../words/room-words.ts";
import { keptEvidence } from "./evidence.ts";

/** The way to the alarm, where this device has found two histories. */
export function AlarmLink() {
  const words = useRoomWords().alarm;
  const community = useCommunity();
  if (community === undefined || keptEvidence(community.chainId) === undefined) return null;
  return (
    <p>
      <a href={to(["alarm"])}>{words.look}</a>
    </p>
  );
}
