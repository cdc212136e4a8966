import type { Edition } from "./editions.ts";
import type { AnyAction } from "./kernel/action.ts";
import { assert } from "./kernel/assert.ts";
import type { AnyEvent } from "./kernel/event.ts";
import type { Fault } from "./kernel/fault.ts";
import { kernelFaults } from "./kernel/faults.ts";
import type { Room } from "./kernel/room.ts";
import { type Description, salt } from "./kernel/schema.ts";
import type { Memory } from "./kernel/seen.ts";
import type { Reader } from "./kernel/state.ts";
import type { AnyTable } from "./kernel/table.ts";
import type { AnyView } from "./kernel/view.ts";
import type { AnyVisibility } from "./kernel/visibility.ts";

/** All rooms of the law, and what is in them by number and by name. */
export interface Law {
  /** The number of this edition. */
  readonly edition: number;
  /** All editions that the program has, in order, this one among them. */
  readonly editions: readonly Law[];
  /** The number of the newest edition that is published: communities are founded under it. */
  readonly published: number;
  /** The hash of the edition's published code. */
  readonly code: Uint8Array | undefined;
  readonly migrate: Edition["migrate"];
  /** The types of actions that an earlier edition had and this one has not, by their tags. */
  readonly ended: ReadonlyMap<number, string>;
  readonly rooms: readonly Room[];
  readonly actionByTag: ReadonlyMap<number, AnyAction>;
  readonly actionByType: ReadonlyMap<string, AnyAction>;
  readonly tableById: ReadonlyMap<number, AnyTable>;
  readonly tableByName: ReadonlyMap<string, AnyTable>;
  readonly eventByType: ReadonlyMap<string, AnyEvent>;
  readonly viewByName: ReadonlyMap<string, AnyView>;
  readonly faultByNumber: ReadonlyMap<number, Fault>;
  /** The keys of the machines that are to sign blocks; none where no room decides it. */
  readonly seated: (state: Reader) => readonly Uint8Array[];
  /** What is kept of the states that have been, by which signatures hold; none where no room keeps it. */
  readonly memory: Memory | undefined;
  /** The keys of the machines whose own word counts now; none where no room decides it. */
  readonly speaking: (state: Reader) => readonly Uint8Array[];
  /** Tells whether a key is that of a machine whose own word counts now. */
  readonly speaks: NonNullable<Room["speaks"]>;
}

/**
 * Puts rooms together into a law.
 *
 * Throws: InvariantError when a number or a name is taken twice, or lies outside its room.
 */
export function createLaw(rooms: readonly Room[]): Law {
  const editions: Law[] = [];
  const law = assembleLaw({ number: 1, rooms }, editions, 1);
  editions.push(law);
  return law;
}

/** Puts an edition's rooms together; `editions` holds those before it, and will hold this one too. */
export function assembleLaw(edition: Edition, editions: readonly Law[], published: number): Law {
  const { number, rooms } = edition;
  const actions = rooms.flatMap((room) => room.actions);
  const tables = rooms.flatMap((room) => room.tables);
  const events = rooms.flatMap((room) => room.events);
  const views = rooms.flatMap((room) => room.views);
  const faults = [...Object.values(kernelFaults), ...rooms.flatMap((room) => room.faults)];
  for (const room of rooms) assertWithin(room);
  assertDeclared(actions, faults);
  const seating = rooms.filter(({ seated }) => seated !== undefined);
  assert(seating.length <= 1, "one room decides which machines sign blocks");
  const remembering = rooms.filter(({ memory }) => memory !== undefined);
  assert(remembering.length <= 1, "one room keeps the states that have been");
  const actionByTag = index(actions, (action) => action.tag);
  return {
    edition: number,
    editions,
    published,
    code: edition.code,
    migrate: edition.migrate,
    ended: endedActions(editions, actionByTag),
    rooms,
    actionByTag,
    actionByType: index(actions, (action) => action.type),
    tableById: index(tables, (table) => table.id),
    tableByName: index(tables, (table) => table.name),
    eventByType: index(events, (event) => event.type),
    viewByName: index(views, (view) => view.name),
    faultByNumber: index(faults, (fault) => fault.number),
    seated: (state) => seating[0]?.seated?.(state) ?? [],
    memory: remembering[0]?.memory,
    speaking: (state) => rooms.flatMap(({ speaking }) => speaking?.(state) ?? []),
    speaks: (context, key) => rooms.some(({ speaks }) => speaks?.(context, key) === true),
  };
}

function endedActions(
  before: readonly Law[],
  actionByTag: ReadonlyMap<number, AnyAction>,
): ReadonlyMap<number, string> {
  const ended = new Map<number, string>();
  for (const law of before) {
    for (const { tag, type } of law.actionByTag.values()) {
      if (!actionByTag.has(tag)) ended.set(tag, type);
    }
  }
  return ended;
}

function assertWithin(room: Room): void {
  const inBlock = (number: number) => number >> 8 === room.number;
  const named = (name: string) => name.startsWith(`${room.name}/`);
  for (const { tag, type } of room.actions) {
    assert(inBlock(tag) && named(type), `the action ${type} has a tag and a name of its room`);
  }
  for (const { type, author, decidedAs, says } of room.actions) {
    const isMachines = author === "machine";
    assert(isMachines === (says !== undefined), `${type} has a matter exactly if machines say it`);
    const isCircles = author === "circle";
    assert(
      isCircles === (decidedAs !== undefined),
      `${type} has a kind exactly if a circle does it`,
    );
  }
  for (const { type, author, scopeOf } of room.actions) {
    const isAnonymous = author === "anonymous";
    assert(
      isAnonymous === (scopeOf !== undefined),
      `${type} has a scope exactly if an anonymous member does it`,
    );
  }
  for (const { id, name } of room.tables) {
    assert(inBlock(id) && named(name), `the table ${name} has a number and a name of its room`);
  }
  for (const { type } of room.events) assert(named(type), `the event ${type} is named by its room`);
  for (const { name } of room.views) assert(named(name), `the view ${name} is named by its room`);
  for (const { name } of room.invariants) {
    assert(named(name), `the invariant ${name} is named by its room`);
  }
  for (const table of room.tables) assertSalted(table);
  for (const { type, visibility, input } of room.actions) {
    const isHidden = isAuthorsUntilClosed(visibility);
    assert(!isHidden || isSalted(input.description), `${type} is hidden and has a salt`);
  }
}

/** An action declares faults that there are. */
function assertDeclared(actions: readonly AnyAction[], faults: readonly Fault[]): void {
  const codes = new Set(faults.map(({ code }) => code));
  for (const { type, refuses } of actions) {
    const unknown = refuses.find((code) => !codes.has(code));
    assert(unknown === undefined, `${type} declares ${unknown}, which is a fault of the law`);
  }
}

/** A row that not everyone may read has a salt, and begins with its matter where it has one. */
function assertSalted({ name, row, keyParts, visibility }: AnyTable): void {
  if (visibility === "everyone") return;
  assert(isSalted(row.description), `the rows of ${name} are not for everyone and have a salt`);
  const first = keyParts[0]?.shape.description.kind;
  const isOfMatter = first === "ref" || first === "uint";
  assert(
    !isAuthorsUntilClosed(visibility) || isOfMatter,
    `a key of ${name} begins with its matter`,
  );
}

function isSalted({ kind, ...description }: Description): boolean {
  if (kind !== "record" || !("fields" in description)) return false;
  return description.fields.some(({ shape }) => shape === salt.description);
}

function isAuthorsUntilClosed(visibility: AnyVisibility): boolean {
  return typeof visibility === "object" && visibility.to === "author-until-closed";
}

function index<K, V>(values: readonly V[], keyOf: (value: V) => K): ReadonlyMap<K, V> {
  const byKey = new Map<K, V>();
  for (const value of values) {
    assert(!byKey.has(keyOf(value)), `${String(keyOf(value))} stands for one thing only`);
    byKey.set(keyOf(value), value);
  }
  return byKey;
}

/** Finds a fault by its number in any edition: receipts of earlier ones stay readable. */
export function findFault(law: Pick<Law, "editions" | "faultByNumber">, number: number) {
  const own = law.faultByNumber.get(number);
  if (own !== undefined || number === 0) return own;
  return law.editions
    .find(({ faultByNumber }) => faultByNumber.has(number))
    ?.faultByNumber.get(number);
}

/** Finds a table by its name in any edition, this one first. */
export function findTable(law: Pick<Law, "editions" | "tableByName">, name: string) {
  const own = law.tableByName.get(name);
  if (own !== undefined) return own;
  return law.editions.find(({ tableByName }) => tableByName.has(name))?.tableByName.get(name);
}

/** Finds an event by its type in any edition, this one first: what has happened stays told. */
export function findEvent(law: Pick<Law, "editions" | "eventByType">, type: string) {
  const own = law.eventByType.get(type);
  if (own !== undefined) return own;
  return law.editions.find(({ eventByType }) => eventByType.has(type))?.eventByType.get(type);
}

/** Finds an action by its type in any edition, this one first. */
export function findAction(law: Pick<Law, "editions" | "actionByType">, type: string) {
  const own = law.actionByType.get(type);
  if (own !== undefined) return own;
  return law.editions.find(({ actionByType }) => actionByType.has(type))?.actionByType.get(type);
}
