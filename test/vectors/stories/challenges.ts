import { DAY } from "#protocol/index.js";
import { hashBy, textHash } from "#protocol/testing/deciding.js";
import type { Narrator, Story } from "../recorder.ts";

const founder = { since: 1_680_000_000_000, founder: true, invitedBy: 0 };
const invited = { since: 1_680_000_000_000, founder: false, invitedBy: 1 };

/** So many founders, and behind them so many whom they invited long ago. */
function peopleOf(founders: number, others: number) {
  const members = Array.from({ length: founders + others }, (_, at) => {
    return { person: at + 1, ...(at < founders ? founder : invited) };
  });
  return { membership: { members, vouches: [] } };
}

/** Publishes a note of somebody, and returns its hash. */
function note(narrator: Narrator, person: number, word: string): Uint8Array {
  narrator.act(person, "records/publish", {
    digest: textHash(word),
    audience: "community",
    kind: "note",
    bytes: 100,
  });
  return hashBy(person, word);
}

/** Three members challenge somebody: the first opens it, the others support it. */
function challenge(narrator: Narrator, [by, ...others]: readonly number[], person: number): void {
  const reason = note(narrator, by ?? 0, "reason");
  narrator.act(by ?? 0, "challenges/open", { accused: [person], voucher: 0, reason });
  for (const one of others) narrator.act(one, "challenges/support", { challenge: 1 });
}

/** The machines give their values, and the time to answer passes. */
function draw(narrator: Narrator): number[] {
  for (let at = 1; at <= 4; at += 1) {
    narrator.say(`machine ${at}`, "validators/add-to-lot", { kind: "jury", number: 1 });
  }
  narrator.wait(3 * DAY);
  return sitting(narrator);
}

function sitting({ testLaw }: Narrator): number[] {
  const query = { challenge: 1, person: 0 };
  const { jurors } = testLaw.view<{ jurors: { person: number; seat: string }[] }>(
    "challenges/challenge",
    query,
  );
  return jurors.filter(({ seat }) => seat === "sits").map(({ person }) => person);
}

function judge(narrator: Narrator, people: readonly number[], answer: string): void {
  const input = { challenge: 1, answers: [answer] };
  for (const person of people) narrator.act(person, "challenges/judge", input);
}

/** What the challenges' vectors show. */
export const challengesStories: readonly Story[] = [
  {
    file: "challenges/a-jury-confirms",
    name: "a jury drawn by lot confirms a challenge, everyone is called on and does not take it back",
    people: 36,
    machines: 4,
    founding: peopleOf(35, 1),
    shows: ["challenges"],
    tell(narrator) {
      challenge(narrator, [1, 2, 3], 36);
      const answer = note(narrator, 36, "answer");
      narrator.act(36, "challenges/answer", { challenge: 1, answer });
      const jury = draw(narrator);
      judge(narrator, jury.slice(0, 11), "yes");
      judge(narrator, jury.slice(11), "no");
      narrator.wait(11 * DAY);
      narrator.act(36, "challenges/appeal", { challenge: 1 });
      const no = { challenge: 1, answers: ["no"] };
      for (const person of [10, 11, 12]) narrator.act(person, "challenges/judge-appeal", no);
      narrator.wait(7 * DAY);
      narrator.act(36, "challenges/erase-reason", { challenge: 1 });
    },
  },
  {
    file: "challenges/others-come-for-silent-jurors",
    name: "jurors are silent, others come in their place once, too few agree, and it falls",
    people: 36,
    machines: 4,
    founding: peopleOf(35, 1),
    shows: ["challenges"],
    tell(narrator) {
      challenge(narrator, [1, 2, 3], 36);
      const jury = draw(narrator);
      judge(narrator, jury.slice(0, 6), "yes");
      narrator.wait(5.5 * DAY);
      const others = sitting(narrator).filter((person) => !jury.includes(person));
      judge(narrator, others.slice(0, 3), "yes");
      narrator.act(
        jury[6] ?? 0,
        "challenges/judge",
        { challenge: 1, answers: ["yes"] },
        "challenges/not-a-juror",
      );
      narrator.wait(5.5 * DAY);
    },
  },
  {
    file: "challenges/everyone-judges-among-few",
    name: "below thirty members everyone but those who take part judges, and finds that somebody belongs here",
    people: 10,
    founding: peopleOf(9, 1),
    shows: ["challenges"],
    tell(narrator) {
      challenge(narrator, [1, 2, 3], 10);
      narrator.wait(3 * DAY);
      judge(narrator, [4, 5], "no");
      judge(narrator, [6], "yes");
      judge(narrator, [6], "no");
      const yes = { challenge: 1, answers: ["yes"] };
      narrator.act(2, "challenges/judge", yes, "challenges/is-party");
      narrator.wait(11 * DAY);
      const again = { accused: [10], voucher: 0, reason: textHash("reason") };
      narrator.act(4, "challenges/open", again, "challenges/found-honest");
    },
  },
];
