import { nativeHasher } from "#engine/native-hasher.js";
import {
  completeFounding,
  createStateMachine,
  DAY,
  EVERYONE,
  type FoundingDocument,
  folkmootLaw,
  foundState,
  type Writer,
} from "#protocol/index.js";
import { createShelf } from "./shelf.ts";

/** How a community begins. */
export interface Beginning {
  readonly founders: number;
  /** How many of them count as people who came later, so that they can be challenged; none when left out. */
  readonly settled?: number;
  /** Machines that sign from the first block on; one alone when left out. */
  readonly machines?: number;
  /** The founding phase, where the law knows one; none when left out. */
  readonly phase?: { readonly days: number; readonly members: number };
  /** Figures of rules that differ from the defaults. */
  readonly rules?: { readonly [parameter: string]: number };
}

/** A community of people who act by the rules alone: no signatures, no blocks, no tree. */
export interface Community {
  now: number;
  readonly state: Writer;
  /** Does an action of a person, if the rules let them; tells whether they did. */
  act(person: number, type: string, input: unknown): boolean;
  /** Tells why the rules refuse an action of a person: a fault's code, or nothing. */
  refusal(person: number, type: string, input: unknown): string | undefined;
  /** Lets everyone together carry out an action, as after a decision. */
  decide(type: string, input: unknown): boolean;
  /** Lets a newcomer apply by a member's invitation; tells their number. */
  apply(by: number): number | undefined;
  vouch(from: number, person: number): boolean;
  /** Has all machines give their values to the lots that are open. */
  giveValues(): void;
  isMember(person: number): boolean;
  isApplicant(person: number): boolean;
  members(): number;
  /** People ever numbered. */
  people(): number;
  view<V>(name: string, query: unknown): V;
  /** Lets days pass, one after the other, and does what becomes due. */
  pass(days: number): void;
}

const START = 20_000 * DAY;
const NONE = new Uint8Array(32);
const PROOF = new Uint8Array(64);

/** Founds a community of founders by the law of this build. */
export function foundCommunity(beginning: Beginning): Community {
  const { founders, settled = 0, machines = 1, phase, rules = {} } = beginning;
  let keys = 0;
  const newKey = (): Uint8Array => {
    keys += 1;
    const key = nativeHasher.sha256(new TextEncoder().encode(`key ${keys}`));
    key[31] = (key[31] as number) & 0x3f;
    return key;
  };
  const machineKeys = Array.from({ length: machines }, newKey);
  const numbers = Array.from({ length: founders }, (_, at) => at + 1);
  const parameters = Object.entries(rules).map(([parameter, value]) => ({ parameter, value }));
  const document = completeFounding(folkmootLaw.rooms, {
    format: 1,
    foundedAt: START,
    salt: NONE,
    validators: machineKeys.map((key) => ({ key, power: 1 })),
    rooms: {
      constitution: { charter: NONE, parameters, articles: [] },
      identity: { people: numbers.map(() => ({ device: newKey(), recovery: NONE })) },
      membership: {
        members: numbers.map((person) => {
          return { person, since: START, founder: person <= founders - settled, invitedBy: 0 };
        }),
        vouches: [],
        ...(phase === undefined || !knowsPhases() ? {} : { phase }),
      },
    },
  } as FoundingDocument);
  const world = { hasher: nativeHasher, verify: () => true, vrf: () => undefined };
  const founded = foundState(folkmootLaw, document, world);
  if (!founded.ok) throw new Error(founded.reason);
  const state = createShelf();
  founded.value.state.replay(state);
  const machine = createStateMachine(folkmootLaw, founded.value.community, world);

  const contextOf = (author: unknown, input: unknown) => {
    const { now } = community;
    const within = { author, decision: 0, device: 0, proposedAt: now };
    return { ...machine.ruleContext(now), state, ...within, input } as never;
  };
  const actionOf = (type: string) => folkmootLaw.actionByType.get(type);
  const refusal = (author: number, type: string, input: unknown) => {
    const action = actionOf(type);
    if (action === undefined) return "there is no such action";
    return action.check(contextOf(author, input))?.fault.code;
  };
  const act = (author: number, type: string, input: unknown) => {
    if (refusal(author, type, input) !== undefined) return false;
    actionOf(type)?.apply(contextOf(author, input));
    return true;
  };
  const view = <V>(name: string, query: unknown): V => {
    const found = folkmootLaw.viewByName.get(name);
    return found?.read({ ...machine.ruleContext(community.now), state, query } as never) as V;
  };
  const rowOf = <R>(table: string, key: readonly unknown[]): R | undefined => {
    const found = folkmootLaw.tableByName.get(table);
    return found === undefined ? undefined : (state.read(found, key) as R | undefined);
  };
  const statusOf = (person: number) =>
    rowOf<{ readonly status: string }>("membership/members", [person])?.status;
  const people = () => rowOf<{ readonly people: number }>("identity/counters", [])?.people ?? 0;
  const links = new Map<number, number>();

  const community: Community = {
    now: START,
    state,
    act,
    refusal,
    decide: (type, input) => act(EVERYONE, type, input),
    apply(by) {
      const input = (invitation: number) => ({
        invitation,
        key: newKey(),
        recovery: NONE,
        proof: PROOF,
        recoveryProof: PROOF,
      });
      const known = links.get(by);
      if (known !== undefined && act(0, "membership/join", input(known))) return people();
      const until = community.now + 30 * DAY;
      const made = { key: newKey(), uses: 50, until };
      if (!act(by, "membership/invite", made)) return undefined;
      const counted = rowOf<{ readonly invitations: number }>("membership/counters", []);
      const invitation = counted?.invitations ?? 0;
      links.set(by, invitation);
      return act(0, "membership/join", input(invitation)) ? people() : undefined;
    },
    giveValues() {
      const { length } = machineKeys;
      const last = rowOf<{ readonly last: number }>("validators/lot-numbers", ["jury"])?.last ?? 0;
      for (let number = last; number > Math.max(0, last - length * 5); number -= 1) {
        const input = { kind: "jury", number };
        for (const key of machineKeys) {
          const { sha256 } = nativeHasher;
          const half = sha256(new Uint8Array([...key, number & 255, number >> 8]));
          const author = { key, value: new Uint8Array([...half, ...sha256(half)]) };
          const given = actionOf("validators/add-to-lot");
          const context = contextOf(author, input);
          if (given?.check(context) === undefined) given?.apply(context);
        }
      }
    },
    vouch: (from, person) => act(from, "membership/vouch", { person }),
    isMember: (person) => statusOf(person) === "member",
    isApplicant: (person) => statusOf(person) === "applicant",
    members: () => rowOf<{ readonly members: number }>("membership/counters", [])?.members ?? 0,
    people,
    view,
    pass(days) {
      for (let day = 0; day < days; day += 1) {
        community.now += DAY;
        doDueWork();
      }
    },
  };

  /** As many blocks as it takes, a second apart. */
  function doDueWork(): void {
    const rooms = folkmootLaw.rooms.filter(({ name }) => WORKING.includes(name));
    const end = community.now;
    for (let blocks = 0; blocks < BLOCKS_MAX; blocks += 1) {
      const moments = rooms.map(({ due }) => due?.next(state) ?? Number.POSITIVE_INFINITY);
      if (Math.min(...moments) > community.now + 1000) break;
      community.now += 1000;
      const dispatch = () => ({ ok: true, value: [] }) as const;
      const context = { ...machine.ruleContext(community.now), state, dispatch, evidence: {} };
      for (const { due } of rooms) due?.run(context as never);
    }
    community.now = end;
  }
  return community;
}

/** Rooms whose due work is done. */
const WORKING: readonly string[] = ["membership", "challenges"];
/** Blocks in which due work of one day is done at most. */
const BLOCKS_MAX = 400;

/** Tells whether the law of this build knows phases; earlier ones have no place for one. */
export function knowsPhases(): boolean {
  return folkmootLaw.tableByName.has("membership/phase");
}
