import { nativeHasher } from "#engine/native-hasher.js";
import { DAY, fromHex, inDomain, toHex } from "#protocol/index.js";
import { type Opinions, opinion, unless } from "../opinion.ts";

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
    apply: ({ machines }, { author, input, now }) => machines.offer(author, toHex(input.key), now),
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
    apply: ({ machines }, { input }) => machines.withdraw(input.machine),
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
};

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
        [until > now && until - now <= rules.figure("seat-days-max") * DAY, "the term is wrong"],
      );
    },
    apply: ({ machines }, { input }) => machines.give(input.machine, input.until),
  }),
  "validators/seat-by-lot": opinion<Drawing>({
    isWhole: true,
    objection({ machines, members, rules }, { author, input: { count, until }, now }) {
      return unless(
        [author === 1, "only everyone gives seats"],
        [count > 0 && count <= machines.pool(members, now).length, "there are too few offers"],
        [machines.seats.size + count <= 100, "the seats are full"],
        [until > now && until - now <= rules.figure("seat-days-max") * DAY, "the term is wrong"],
      );
    },
    apply({ machines, members }, { input: { count, until }, now, decision }) {
      const head = Buffer.alloc(12);
      head.writeUInt32LE(decision ?? 0, 0);
      head.writeBigUInt64LE(BigInt(now), 4);
      const rank = (machine: number): string => {
        const key = fromHex(machines.machines.get(machine)?.key ?? "") ?? new Uint8Array(0);
        return toHex(nativeHasher.sha256(inDomain("lot", head, key)));
      };
      const ranked = machines.pool(members, now).sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
      for (const machine of ranked.slice(0, count)) machines.give(machine, until);
    },
  }),
  "validators/unseat-machine": opinion<Which>({
    isWhole: true,
    objection: ({ machines }, { author, input }) =>
      unless([author === 1 && machines.seats.has(input.machine), "there is no seat to take back"]),
    apply: ({ machines }, { input }) => machines.unseat(input.machine),
  }),
  "validators/lift-bar": opinion<Which>({
    isWhole: true,
    objection: () => "no machine is ever barred where one machine makes the blocks",
    apply: () => {},
  }),
};
