import type { Witnessed } from "../kernel/witnessed.ts";
import { type Wish } from "./deciding.ts";
import { type TestKey, type Village } from "./village.ts";
/** A machine's key; the same for the same number. */
export declare function machineKey(number: number): TestKey;
/** The address of a key. */
export declare function addressOf(village: Village, key: TestKey): Uint8Array;
/** Publishes what a helper says about a machine, and returns its hash. */
export declare function declare(village: Village, person: number, changed?: object): Uint8Array;
/** Has a person offer a machine, and returns what came of it. */
export declare function offer(
  village: Village,
  person: number,
  key: TestKey,
  changed?: object,
): string;
/** Wishes about machines, as tests write them. */
export declare const machineWish: {
  seat: (machine: number, until: number) => Wish;
  lot: (count: number, until: number) => Wish;
  unseat: (machine: number) => Wish;
  lift: (machine: number) => Wish;
};
/** A machine as the list of helpers shows it. */
export interface Shown {
  readonly machine: number;
  readonly operator: number;
  readonly standing: string;
  readonly sentence: string;
  readonly isSigning: boolean;
  readonly seatUntil: number;
  readonly present: number;
  readonly absent: number;
  readonly absentInARow: number;
  readonly uptime: number | null;
  readonly owed: number;
  readonly misbehaviours: readonly {
    readonly height: number;
    readonly kind: string;
  }[];
}
/** The machines as people see them. */
export declare function helpers(village: Village): Shown[];
/** How each machine stands, in the order of their numbers. */
export declare function standings(village: Village): string[];
/** The numbers of the machines that sign. */
export declare function signing(village: Village): number[];
/** Lets a block come at a moment, in which this was witnessed. */
export declare function block(
  village: Village,
  after: number,
  witnessed?: Partial<Witnessed>,
): void;
/** Founds a village whose machines 1 to n sign from the first block on; nobody has said who runs them. */
export declare function foundNetwork(
  people: number,
  machines: number,
  founding?: {
    readonly [room: string]: unknown;
  },
): Village;
/** Everyone decides, with the votes of the first two founders. */
export declare function everyoneDecides(village: Village, ...wishes: readonly Wish[]): string;
/** The code of the fault with which everyone would be refused now, or "done". */
export declare function wouldEveryone(village: Village, ...wishes: readonly Wish[]): string;
//# sourceMappingURL=helping.d.ts.map
