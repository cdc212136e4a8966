import { createHash } from "node:crypto";
import { nativeHasher } from "#engine/native-hasher.js";
import { completeFounding, type FoundingDocument, foundState } from "#protocol/founding.js";
import { writeEnvelope } from "#protocol/kernel/envelope.js";
import type { PersonId } from "#protocol/kernel/ids.js";
import { createOverlay, createReader } from "#protocol/kernel/overlay.js";
import { encode } from "#protocol/kernel/schema.js";
import type { Seen } from "#protocol/kernel/seen.js";
import { createTree, type Tree } from "#protocol/kernel/tree/tree.js";
import { folkmootLaw } from "#protocol/rooms.js";

/** When a crowd is founded: a midnight. */
export const CROWD_START = 20_000 * 86_400_000;

const DAY = 86_400_000;
const NONE = new Uint8Array(32);
/** Shares that are worth about a hundred units at the beginning. */
const SHARES = (1n << 96n) / 10_000n;

/** The founding document of a crowd: nobody yet; they come in chunks, as `settleCrowd` says. */
export function crowdFounding(validator: Uint8Array): FoundingDocument {
  return completeFounding(folkmootLaw.rooms, {
    format: 1,
    foundedAt: CROWD_START,
    salt: NONE,
    validators: [{ key: validator, power: 1 }],
    rooms: {},
  });
}

/** People who settle at once: their rows fit into memory beside the tree. */
const CHUNK = 50_000;

/**
 * Builds the state of a community of many members: everybody has a device, a balance of their own
 * currency, and is trusted by the next two.
 *
 * Why in chunks and by the rooms' own foundings: a million people do not join on one day, and one
 * document of them would need more memory than the whole state. Keys that nobody holds: anyone who
 * uses it takes signatures as checked.
 */
export function settleCrowd(founding: FoundingDocument, members: number): Tree {
  const world = { hasher: nativeHasher, verify: () => true };
  const founded = foundState(folkmootLaw, founding, world);
  if (!founded.ok) throw new Error(founded.reason);
  const tree = createTree(nativeHasher);
  tree.commit(tree.apply(tree.empty, founded.value.state.changes()));
  for (let first = 1; first <= members; first += CHUNK) {
    const below = createReader({
      get: (key) => tree.get(tree.newest(), key),
      range: (from, until) => tree.range(tree.newest(), from, until),
    });
    const state = createOverlay(below);
    const people = range(first, Math.min(members, first + CHUNK - 1));
    const sections = sectionsOf(people, members);
    for (const { name, founding: part } of folkmootLaw.rooms) {
      if (sections[name] === undefined) continue;
      const context = {
        state,
        // What a crowd has nothing of is as in a document that leaves it out.
        founding: { ...(part?.empty as object), ...(sections[name] as object) },
        now: CROWD_START,
        community: founded.value.community,
        sha256: nativeHasher.sha256,
        verify: world.verify,
      };
      part?.found(context as never);
    }
    tree.commit(tree.apply(tree.newest(), state.changes()));
  }
  return tree;
}

function sectionsOf(people: readonly number[], members: number): { [room: string]: unknown } {
  const next = (person: number, steps: number) => 1 + ((person - 1 + steps) % members);
  return {
    identity: { people: people.map((person) => ({ device: keyOf(person), recovery: NONE })) },
    membership: {
      members: people.map((person) => ({
        person,
        since: CROWD_START - 400 * DAY,
        founder: true,
        invitedBy: 0,
      })),
      vouches: [],
    },
    money: {
      index: 1n << 96n,
      trusts: people.flatMap((currency) =>
        [1, 2].map((steps) => ({
          account: next(currency, steps),
          currency,
          cap: 0,
          until: CROWD_START + 3_000 * DAY,
        })),
      ),
      balances: people.map((person) => ({ account: person, currency: person, shares: SHARES })),
      claims: [],
    },
  };
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

function keyOf(person: number): Uint8Array {
  return new Uint8Array(createHash("sha256").update(`crowd ${person}`).digest());
}

/** Writes actions of a crowd, each person's numbered as they come. */
export interface Pen {
  write(person: number, type: string, input: unknown, now: number): Uint8Array;
}

/** Takes up the pen for one community and its newest state; the signatures are zeros. */
export function createPen(community: Uint8Array, seen: () => Seen): Pen {
  const nonces = new Map<number, number>();
  const signature = new Uint8Array(64);
  return {
    write(person, type, input, now) {
      const action = folkmootLaw.actionByType.get(type);
      if (action === undefined) throw new Error(`no action ${type}`);
      const nonce = (nonces.get(person) ?? 0) + 1;
      nonces.set(person, nonce);
      const body = {
        community,
        person: person as PersonId,
        device: 0,
        nonce,
        expires: now + DAY,
        seen: seen(),
        tag: action.tag,
        payload: encode(action.input, input),
      };
      return writeEnvelope({ kind: "person", body, signature });
    },
  };
}

/** A seed that follows from a name. */
export function seedOf(name: string): Uint8Array {
  return nativeHasher.sha256(new TextEncoder().encode(name));
}
