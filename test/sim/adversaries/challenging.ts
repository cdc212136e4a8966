import { nativeHasher } from "#engine/native-hasher.js";
import { type PersonId, textHash } from "#protocol/index.js";
import type { Community } from "./community.ts";

const SALT = new Uint8Array(16);

type Said = "yes" | "no" | "abstain";

/** A challenge, as far as those who take part look at it. */
interface Shown {
  readonly stage: string;
  readonly way: string;
  readonly by: number;
  readonly needed: number;
  readonly supportedBy: readonly number[];
  readonly accused: readonly {
    readonly person: number;
    readonly outcome: string;
    readonly appealedAt: number;
  }[];
  readonly jurors: readonly { readonly person: number; readonly seat: string }[];
}

/** What everybody does about challenges: who is heard of, how many bother, what they say. */
export interface Habits {
  /** What somebody says about a person who is named. */
  readonly says: (judge: number, person: number) => Said;
  /** How many of a hundred answer as jurors, and as one of everyone. */
  readonly jurors: number;
  readonly everyone: number;
}

/** Challenges as they go on in a community. */
export interface Challenging {
  /** Opens a challenge and has others support it; tells whether it has begun. */
  challenge(
    by: number,
    supporters: readonly number[],
    accused: readonly number[],
    voucher?: number,
  ): boolean;
  /** A day's work of everybody who is asked. */
  answerAll(habits: Habits): void;
  /** Counts over all challenges so far. */
  readonly counted: {
    begun: number;
    mostAtOnce: number;
    duties: number;
    confirmed: Map<number, number>;
  };
}

/** Follows the challenges of a community. */
export function followChallenges(community: Community): Challenging {
  const open = new Set<number>();
  const answered = new Set<string>();
  const counted = { begun: 0, mostAtOnce: 0, duties: 0, confirmed: new Map<number, number>() };
  let texts = 0;
  let last = 0;

  const reasonBy = (person: number): Uint8Array => {
    texts += 1;
    const digest = nativeHasher.sha256(new TextEncoder().encode(`reason ${texts}`));
    const input = { digest, audience: "community", kind: "note", bytes: 100 };
    community.act(person, "records/publish", input);
    return textHash(nativeHasher, person as PersonId, digest);
  };
  const show = (challenge: number): Shown =>
    community.view<Shown>("challenges/challenge", { challenge, person: 0 });
  const ask = (challenge: number, type: string, habits: Habits, shown: Shown): void => {
    const isJury = type === "challenges/judge" && shown.way === "jury";
    const sitting = shown.jurors.filter(({ seat }) => seat === "sits");
    const people = isJury
      ? sitting.map(({ person }) => person)
      : Array.from({ length: community.people() }, (_, at) => at + 1);
    for (const person of people) {
      const name = `${type} ${challenge} ${person}`;
      if (answered.has(name)) continue;
      answered.add(name);
      if (isJury) counted.duties += 1;
      if (drawn(name) >= (isJury ? habits.jurors : habits.everyone)) continue;
      const answers = shown.accused.map((one) => habits.says(person, one.person));
      community.act(person, type, { challenge, answers, salt: SALT });
    }
  };
  return {
    counted,
    challenge(by, supporters, accused, voucher = 0) {
      const reason = reasonBy(by);
      const named = [...accused].sort((left, right) => left - right);
      if (!community.act(by, "challenges/open", { accused: named, voucher, reason })) return false;
      last += 1;
      const challenge = last;
      for (const person of supporters) {
        if (show(challenge).stage !== "gathering") break;
        community.act(person, "challenges/support", { challenge });
      }
      if (show(challenge).stage === "gathering") {
        community.act(by, "challenges/withdraw", { challenge });
        return false;
      }
      open.add(challenge);
      counted.begun += 1;
      return true;
    },
    answerAll(habits) {
      community.giveValues();
      for (const challenge of open) {
        const shown = show(challenge);
        if (shown.stage === "voting") ask(challenge, "challenges/judge", habits, shown);
        if (shown.stage === "appealed") ask(challenge, "challenges/judge-appeal", habits, shown);
        if (shown.stage === "appealable") {
          for (const { person } of shown.accused) {
            community.act(person, "challenges/appeal", { challenge });
          }
        }
        if (shown.stage !== "over") continue;
        open.delete(challenge);
        for (const { person, outcome } of shown.accused) {
          if (outcome !== "confirmed") continue;
          counted.confirmed.set(person, (counted.confirmed.get(person) ?? 0) + 1);
        }
      }
      counted.mostAtOnce = Math.max(counted.mostAtOnce, open.size);
    },
  };
}

/** A number below a hundred that is the same for the same word. */
export function drawn(word: string): number {
  const [first = 0, second = 0] = nativeHasher.sha256(new TextEncoder().encode(word));
  return (first * 256 + second) % 100;
}
