import type { RoomEntry } from "../shell/room.tsx";
import { loadRoomWords } from "../words/room-words.ts";
import { Home } from "./home/home.tsx";

const about = () => import("./more/about.tsx");

const home: RoomEntry = {
  place: "home",
  load: async () => Home,
};

const beyond: Readonly<Record<string, RoomEntry>> = {
  activity: {
    place: "home",
    load: async () => (await import("./activity/activity-room.tsx")).ActivityRoom,
  },
  find: { place: "", load: async () => (await import("./find/find.tsx")).Find },
  decide: { place: "decide", load: async () => (await import("./decide/decide.tsx")).Decide },
  money: { place: "money", load: async () => (await import("./money/money.tsx")).Money },
  people: { place: "people", load: async () => (await import("./people/people.tsx")).People },
  challenges: {
    place: "people",
    load: async () => (await import("./challenges/challenges.tsx")).Challenges,
  },
  more: { place: "more", load: async () => (await import("./more/more.tsx")).More },
  rules: { place: "more", load: async () => (await import("./rules/rules.tsx")).RulesRoom },
  circles: { place: "more", load: async () => (await import("./more/circles.tsx")).Circles },
  helpers: { place: "more", load: async () => (await import("./more/helpers.tsx")).Helpers },
  witnesses: {
    place: "more",
    load: async () => (await import("./witnesses/witnesses.tsx")).WitnessesRoom,
  },
  alarm: { place: "more", load: async () => (await import("./alarm/alarm.tsx")).Alarm },
  profile: { place: "more", load: async () => (await import("./more/profile.tsx")).Profile },
  devices: { place: "more", load: async () => (await import("./more/devices.tsx")).Devices },
  lost: { place: "", load: async () => (await import("./more/keys/lost.tsx")).Lost },
  second: { place: "", load: async () => (await import("./more/second-device.tsx")).SecondDevice },
  scan: { place: "more", load: async () => (await import("./scan/scan-room.tsx")).ScanRoom },
  texts: { place: "more", load: async () => (await import("./more/texts.tsx")).Texts },
  leave: { place: "more", load: async () => (await import("./more/leave.tsx")).Leave },
  about: { place: "more", load: async () => (await about()).About },
  found: { place: "more", load: async () => (await about()).Found },
  why: { place: "", load: async () => (await import("./why/why.tsx")).WhyRoom },
  join: { place: "", load: async () => (await import("./join/join.tsx")).Join },
  address: {
    place: "home",
    load: async () => (await import("./home/own-address.tsx")).OwnAddress,
  },
  back: { place: "", load: async () => (await import("./join/back.tsx")).Back },
  claim: {
    place: "",
    isAlone: true,
    load: async () => (await import("./join/claim.tsx")).Claim,
  },
};

/** A room beyond the first page, which waits for its words. */
const withWords = ({ load, ...entry }: RoomEntry): RoomEntry => ({
  ...entry,
  load: async () => {
    const [room] = await Promise.all([load(), loadRoomWords()]);
    return room;
  },
});

/** Every room by the first word of its address; each is fetched when first entered. */
export const rooms: Readonly<Record<string, RoomEntry>> = {
  home,
  ...Object.fromEntries(Object.entries(beyond).map(([name, entry]) => [name, withWords(entry)])),
};
