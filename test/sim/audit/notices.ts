import { DAY } from "#protocol/index.js";
import { refill } from "./rules.ts";

interface Notice {
  readonly by: number;
  readonly since: number;
  readonly at: number;
}

/** What of somebody's keys is looked at. */
export interface KeysLookedAt {
  isLive(person: number, device: number, now: number): boolean;
  isOld(person: number, device: number, now: number): boolean;
  /** Tells whether one key comes before another. */
  beats(person: number, one: number, other: number, now: number): boolean;
  isRecovery(person: number, device: number): boolean;
}

/** The auditor's own list of who has said that they leave, and of who called it off. */
export interface NoticeBook {
  readonly given: Map<number, Notice>;
  readonly rests: Map<number, { readonly by: number; readonly until: number }>;
  /** Tells whether a key's word, after another one's, lets its person go at once. */
  isSecond(person: number, by: number, now: number): boolean;
  mayGive(person: number, by: number, now: number): boolean;
  give(person: number, by: number, now: number): void;
  callOff(person: number, by: number, now: number): void;
  /** Calls off what a key said that another one ends. */
  end(person: number, ended: number, by: number, now: number): void;
  /** Who is gone by now, the earliest first. */
  over(now: number): readonly number[];
  /** Keeps the list as it is; what it returns puts it back. */
  save(): () => void;
}

/** Opens the list, empty. */
export function createNoticeBook(keys: KeysLookedAt): NoticeBook {
  const given: NoticeBook["given"] = new Map();
  const rests: NoticeBook["rests"] = new Map();
  const book: NoticeBook = {
    given,
    rests,
    isSecond(person, by, now) {
      const first = given.get(person)?.by;
      if (first === undefined || first === by) return false;
      const both = [first, by];
      const count = (key: number) => keys.isLive(person, key, now) && keys.isOld(person, key, now);
      return both.every(count) && both.some((key) => keys.isRecovery(person, key));
    },
    mayGive(person, by, now) {
      const rest = rests.get(person);
      if (rest === undefined || rest.until <= now) return true;
      return !keys.isLive(person, rest.by, now) || !keys.beats(person, rest.by, by, now);
    },
    give: (person, by, now) => given.set(person, { by, since: now, at: now + 7 * DAY }),
    callOff(person, by, now) {
      const notice = given.get(person);
      if (notice === undefined) return;
      given.delete(person);
      if (notice.by !== by) rests.set(person, { by, until: now + 30 * DAY });
    },
    end(person, ended, by, now) {
      if (given.get(person)?.by === ended) book.callOff(person, by, now);
    },
    over(now) {
      const due = [...given].filter(([, { at }]) => at <= now);
      due.sort(([left, one], [right, other]) => one.at - other.at || left - right);
      return due.map(([person]) => person);
    },
    save() {
      const held = [new Map(given), new Map(rests)] as const;
      return () => {
        refill(given, held[0]);
        refill(rests, held[1]);
      };
    },
  };
  return book;
}
