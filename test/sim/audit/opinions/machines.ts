import { DAY, toHex } from "#protocol/index.js";
import type { Books } from "../books.ts";
import { type Opinions, opinion, unless } from "../opinion.ts";
import { decide, draw, hurry, isPossible, LOT_WAIT } from "../seats.ts";

interface Which {
  readonly machine: number;
}

interface Offering {
  readonly key: Uint8Array;
  readonly declaration: Uint8Array;
}

/** What the auditor thinks of what helpers do with their machines. */
export const machineOpinions: Opinions = {
  "validators/offer-machine": opinion<Offering>({
    isWhole: false,
    objection({ machines, members, texts }, { author, input: { key, declaration } }) {
      const known = machines.machines.get(machines.numberOf(toHex(key)) ?? 0);
      const text = texts.get(toHex(declaration));
      return unless(
        [members.isMember(author), "only members offer machines"],
        [known === undefined || known.operator === author, "it is somebody else's"],
        [text?.owner === author && text.kind === "machine", "it is not described by a text"],
        [text?.isErased === false, "its text is erased"],
      );
    },
    apply({ machines, named }, { author, input, now }) {
      machines.offer(author, toHex(input.key), now);
      named.set(`machine ${machines.numberOf(toHex(input.key))}`, toHex(input.declaration));
    },
  }),
  "validators/withdraw-machine": opinion<Which>({
    isWhole: true,
    objection({ machines }, { author, input: { machine } }) {
      const held = machines.machines.get(machine);
      return unless(
        [held?.operator === author, "it is not theirs"],
        [held?.isWithdrawn === false, "it is withdrawn already"],
      );
    },
    apply: ({ machines }, { input, now }) => machines.withdraw(input.machine, now),
  }),
  "validators/take-seat": opinion<Which>({
    isWhole: true,
    objection({ machines }, { author, input: { machine }, now }) {
      const held = machines.machines.get(machine);
      const seat = machines.seats.get(machine);
      return unless(
        [held?.operator === author && !held.isWithdrawn, "it is not theirs"],
        [seat !== undefined && seat.until > now && !seat.isTaken, "there is no seat to take"],
      );
    },
    apply: ({ machines }, { input }) => machines.take(input.machine),
  }),
  "validators/hurry-change": opinion<{ readonly change: number }>({
    isWhole: true,
    objection({ machines, members }, { author, input: { change }, now }) {
      const waits = machines.waiting.get(change);
      return unless(
        [members.isMember(author), "only members want a change now"],
        [waits !== undefined, "it does not wait"],
        [waits?.backers.has(author) === false, "they want it already"],
        [waits !== undefined && isPossible(machines, members, waits, now), "it cannot be made"],
      );
    },
    apply: ({ machines, members }, { author, input, now }) =>
      hurry(machines, members, { number: input.change, person: author, now }),
  }),
};

interface Giving {
  readonly kind: string;
  readonly number: number;
}

/** What the auditor thinks of what a machine says by itself. */
export const wordOpinions: { readonly [type: string]: WordOpinion } = {
  "validators/add-to-lot": {
    objection({ machines }, { kind, number }: Giving, now) {
      const lot = machines.lots.get(number);
      return unless(
        [kind === "seat" && lot !== undefined, "there is no such lot"],
        [lot !== undefined && lot.deadline > now, "the lot is over"],
      );
    },
    apply({ machines, members }, { number }: Giving, { value, now }) {
      draw(machines, members, { number, value, now });
    },
  },
};

/** What the auditor thinks of one kind of a machine's own words. */
export interface WordOpinion {
  objection(books: Books, input: never, now: number): string | undefined;
  apply(
    books: Books,
    input: never,
    said: { readonly value: Uint8Array; readonly now: number },
  ): void;
}

interface Seating {
  readonly machine: number;
  readonly until: number;
}

interface Drawing {
  readonly count: number;
  readonly until: number;
}

/** What the auditor thinks of what everyone decides about machines. */
export const seatOpinions: Opinions = {
  "validators/seat-machine": opinion<Seating>({
    isWhole: true,
    objection({ machines, members, rules }, { author, input: { machine, until }, now }) {
      const held = machines.machines.get(machine);
      return unless(
        [author === 1, "only everyone gives seats"],
        [held !== undefined && !held.isWithdrawn, "it is not on offer"],
        [members.isMember(held?.operator ?? 0), "its helper is gone"],
        [!machines.hasSeat(held?.operator ?? 0, machine), "its helper has a seat"],
        [machines.seats.has(machine) || machines.seats.size < 100, "the seats are full"],
        [machines.seats.has(machine) || machines.waiting.size < 200, "too many changes wait"],
        [until > now && until - now <= rules.figure("seat-days-max") * DAY, "the term is wrong"],
      );
    },
    apply: ({ machines }, { input, now }) => decide(machines, { ...input, change: "give" }, now),
  }),
  "validators/seat-by-lot": opinion<Drawing>({
    isWhole: true,
    objection({ machines, members, rules }, { author, input: { count, until }, now }) {
      return unless(
        [author === 1, "only everyone gives seats"],
        [count > 0 && count <= machines.pool(members, now).length, "there are too few offers"],
        [machines.seats.size + count <= 100, "the seats are full"],
        [machines.lots.size < 8, "too many lots are open"],
        [machines.waiting.size < 200, "too many changes wait"],
        [until > now && until - now <= rules.figure("seat-days-max") * DAY, "the term is wrong"],
      );
    },
    apply({ machines, members }, { input: { count, until }, now }) {
      const roll = machines.pool(members, now);
      machines.openLot({ roll, count, until, deadline: now + LOT_WAIT });
    },
  }),
  "validators/unseat-machine": opinion<Which>({
    isWhole: true,
    objection: ({ machines }, { author, input }) =>
      unless(
        [author === 1 && machines.seats.has(input.machine), "there is no seat to take back"],
        [machines.waiting.size < 200, "too many changes wait"],
      ),
    apply: ({ machines }, { input: { machine }, now }) =>
      decide(machines, { machine, change: "unseat", until: 0 }, now),
  }),
  "validators/lift-bar": opinion<Which>({
    isWhole: true,
    objection: () => "no machine is ever barred where one machine makes the blocks",
    apply: () => {},
  }),
};
