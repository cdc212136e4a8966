import { Bones } from "../../parts/bones.tsx";
import { later } from "../../parts/later.tsx";
import { loadRoomWords } from "../../words/room-words.ts";

const beneath = async () => {
  const [parts] = await Promise.all([import("./beneath.tsx"), loadRoomWords()]);
  return parts;
};

/** What happened lately; fetched once Home stands, as the others here. */
export const Lately = later(async () => (await beneath()).LatelyHere, <Bones />);
/** How the community grows, as far as it concerns somebody. */
export const Growing = later(async () => (await beneath()).Growing);
/** How the community stands, on a phone; on a desk it is at the foot of the rail. */
export const Standing = later(async () => (await beneath()).Standing);
