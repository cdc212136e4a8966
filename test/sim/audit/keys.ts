import { DAY } from "#protocol/index.js";
import { createNoticeBook, type NoticeBook } from "./notices.ts";
import type { PeopleBook } from "./people.ts";
import type { RuleBook } from "./rules.ts";

/** A removal in the books: by whom, with whom, against it so far, when. */
export interface AuditedRemoval {
  by: number;
  together: number | undefined;
  against: number | undefined;
  at: number;
}

/** One stretch in which somebody's keys were frozen, who froze in it, and who asks to lift it. */
interface Stretch {
  readonly from: number;
  until: number;
  readonly froze: Set<number>;
  asks: number | undefined;
}

/** The auditor's own list of removals and freezes. */
export interface KeyBook {
  /** All removals that wait, by `person device`. */
  readonly removals: Map<string, AuditedRemoval>;
  /** All stretches of each person, the last one at the end. */
  readonly stretches: Map<number, Stretch[]>;
  /** Who leaves. */
  readonly notices: NoticeBook;
  isLive(person: number, device: number, now: number): boolean;
  isOld(person: number, device: number, now: number): boolean;
  /** Tells whether one key comes before another. */
  beats(person: number, one: number, other: number, now: number): boolean;
  /** When a removal that begins now comes about. */
  removedAt(person: number, by: number, target: number, now: number): number;
  end(person: number, device: number, now: number): void;
  remove(person: number, by: number, target: number, now: number): void;
  /** Tells whether one more word of a key stops a removal. */
  stops(person: number, by: number, target: number, now: number): boolean;
  mayFreezeFrom(person: number, by: number, now: number): number;
  freeze(person: number, by: number, now: number): void;
  frozen(person: number, now: number): Stretch | undefined;
  lifts(person: number, by: number, now: number): boolean;
  lift(person: number, now: number): void;
  /** When a time to answer is over that began at a moment. */
  endOf(person: number, beganAt: number, milliseconds: number): number;
  /** Lets happen what is due. */
  moveOn(now: number): void;
}

/** Opens the list, empty. */
export function createKeyBook(people: Omit<PeopleBook, "keys">, rules: RuleBook): KeyBook {
  const removals = new Map<string, AuditedRemoval>();
  const stretches = new Map<number, Stretch[]>();
  const froze = new Map<string, number>();
  const keyAt = (person: number, device: number) => people.devicesOf(person)[device];
  const numbers = (person: number) => people.devicesOf(person).map((_, device) => device);
  const turnOf = (person: number, by: number, now: number) =>
    book.isOld(person, by, now) ? `${person} ${by}` : `${person} new`;
  const removalsOf = (person: number) =>
    [...removals]
      .map(([name, row]) => ({ name, row, of: name.split(" ").map(Number) }))
      .filter(({ of }) => of[0] === person);

  const looking: Pick<KeyBook, "isLive" | "isOld" | "beats"> = {
    isLive(person, device, now) {
      const key = keyAt(person, device);
      return key !== undefined && (key.until === 0 || key.until > now);
    },
    isOld: (person, device, now) => now >= (keyAt(person, device)?.oldFrom ?? Infinity),
    beats(person, one, other, now) {
      const [left, right] = [keyAt(person, one), keyAt(person, other)];
      if (left === undefined || right === undefined || one === other) return false;
      const class_ = ({ kind, oldFrom }: typeof left) =>
        now < oldFrom ? 3 : kind === "recovery" ? 1 : 2;
      if (class_(left) !== class_(right)) return class_(left) < class_(right);
      // Keys are numbered as they come, so that the lower number is the older one.
      return one < other;
    },
  };
  const notices = createNoticeBook({
    ...looking,
    isRecovery: (person, device) => keyAt(person, device)?.kind === "recovery",
  });
  const book: KeyBook = {
    removals,
    stretches,
    notices,
    ...looking,
    removedAt(person, by, target, now) {
      const isBefore = book.beats(person, by, target, now);
      return now + DAY * rules.figure(isBefore ? "removal-days" : "removal-of-older-days");
    },
    end(person, device, now) {
      people.end(person, device, now);
      for (const { name, row, of } of removalsOf(person)) {
        if ([of[1], row.by, row.together].includes(device)) removals.delete(name);
      }
    },
    remove(person, by, target, now) {
      const name = `${person} ${target}`;
      const held = removals.get(name);
      const isPair =
        held !== undefined &&
        held.together === undefined &&
        book.isLive(person, held.by, now) &&
        book.isOld(person, held.by, now) &&
        book.isOld(person, by, now);
      if (isPair) {
        const at = Math.min(held.at, now + DAY * rules.figure("removal-days"));
        removals.set(name, { by: held.by, together: by, against: undefined, at });
        for (const { name: other, row } of removalsOf(person)) {
          if (row.by === target && row.together === undefined) removals.delete(other);
        }
        return;
      }
      const at = book.removedAt(person, by, target, now);
      removals.set(name, { by, together: undefined, against: undefined, at });
    },
    stops(person, by, target, now) {
      const held = removals.get(`${person} ${target}`);
      if (held === undefined) return false;
      if (by === held.by || by === held.together) return true;
      const isAlone = held.together === undefined;
      if (isAlone && !book.isLive(person, held.by, now)) return true;
      if (isAlone && book.beats(person, by, held.by, now)) return true;
      const { against } = held;
      const isSecond = against !== undefined && against !== by && book.isLive(person, against, now);
      return isSecond && book.isOld(person, by, now);
    },
    mayFreezeFrom(person, by, now) {
      const last = froze.get(turnOf(person, by, now));
      return last === undefined ? 0 : last + DAY * rules.figureAt("freeze-again-days", last);
    },
    freeze(person, by, now) {
      const until = now + DAY * rules.figure("freeze-days");
      const isReached = (device: number) =>
        keyAt(person, device)?.kind === "device" || !book.isOld(person, device, now);
      for (const device of numbers(person)) {
        if (!book.isLive(person, device, now) || !isReached(device)) continue;
        people.freeze(person, device, Math.max(until, keyAt(person, device)?.frozenUntil ?? 0));
      }
      for (const { name, row, of } of removalsOf(person)) {
        const target = of[1] ?? 0;
        const areLive = book.isLive(person, target, now) && book.isLive(person, row.by, now);
        if (!areLive || row.together !== undefined || !isReached(target)) continue;
        if (!book.beats(person, row.by, target, now)) removals.delete(name);
      }
      froze.set(turnOf(person, by, now), now);
      const running = book.frozen(person, now);
      if (running === undefined) {
        const all = stretches.get(person) ?? [];
        stretches.set(person, [
          ...all,
          { from: now, until, froze: new Set([by]), asks: undefined },
        ]);
        return;
      }
      running.until = Math.max(running.until, until);
      running.froze.add(by);
    },
    frozen(person, now) {
      const last = stretches.get(person)?.at(-1);
      return last !== undefined && now < last.until ? last : undefined;
    },
    lifts(person, by, now) {
      const running = book.frozen(person, now);
      if (running === undefined) return false;
      const isOld = book.isOld(person, by, now);
      if (keyAt(person, by)?.kind === "recovery" && isOld) return true;
      const taking = [...running.froze].filter((device) => book.isLive(person, device, now));
      if (taking.length > 0 && taking.every((device) => device === by)) return true;
      const { asks } = running;
      const isSecond = asks !== undefined && asks !== by && book.isLive(person, asks, now);
      return isSecond && isOld;
    },
    lift(person, now) {
      const running = book.frozen(person, now);
      if (running !== undefined) running.until = now;
      for (const device of numbers(person)) people.freeze(person, device, 0);
    },
    endOf(person, beganAt, milliseconds) {
      const most = DAY * rules.figureAt("freeze-pause-days", beganAt);
      const frozenBy = (moment: number) =>
        (stretches.get(person) ?? [])
          .map(({ from, until }) => Math.min(until, moment) - Math.max(from, beganAt))
          .reduce((sum, part) => sum + Math.max(0, part), 0);
      // The first moment by which as much time went by unfrozen, or with all the days that may stand still.
      let end = beganAt + milliseconds;
      for (;;) {
        const later = beganAt + milliseconds + Math.min(most, frozenBy(end));
        if (later === end) return end;
        end = later;
      }
    },
    moveOn(now) {
      const due = [...removals].filter(([, { at }]) => at <= now);
      const place = ([name]: (typeof due)[number]) => name.split(" ").map(Number);
      due.sort((left, right) => {
        const [[p = 0, d = 0], [q = 0, e = 0]] = [place(left), place(right)];
        return left[1].at - right[1].at || p - q || d - e;
      });
      for (const [name, row] of due) {
        if (removals.get(name) !== row) continue;
        const [person = 0, device = 0] = name.split(" ").map(Number);
        const needed = [device, row.by, row.together].filter((key) => key !== undefined);
        if (needed.every((key) => book.isLive(person, key, now))) {
          book.end(person, device, now);
          notices.end(person, device, row.by, now);
        } else removals.delete(name);
      }
    },
  };
  return book;
}
