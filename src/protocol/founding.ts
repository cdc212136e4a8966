import { editionOf } from "./editions.ts";
import { present } from "./kernel/assert.ts";
import { inDomain } from "./kernel/domain.ts";
import type { Hasher, VerifySignature } from "./kernel/hash.ts";
import { createOverlay, type Overlay } from "./kernel/overlay.ts";
import { failure, ok, type Result } from "./kernel/result.ts";
import type { Room } from "./kernel/room.ts";
import {
  bytes32,
  decode,
  encode,
  list,
  moment,
  record,
  type Shape,
  u8,
  u16,
} from "./kernel/schema.ts";
import type { Reader } from "./kernel/state.ts";
import type { Law } from "./law.ts";

export { chainIdOf } from "./chain/chain-id.ts";

/** A machine that makes blocks from the first block on: its key and its power, which is always 1. */
export interface FoundingValidator {
  readonly key: Uint8Array;
  readonly power: number;
}

/** A founding document: all that a community starts with. Its hash is the community's name on the wire. */
export interface FoundingDocument {
  /** The form of this document: the number of the edition under which the community begins. */
  readonly format: number;
  readonly foundedAt: number;
  /** Random bytes, so that two communities founded alike are still two. */
  readonly salt: Uint8Array;
  readonly validators: readonly FoundingValidator[];
  /** Each room's part, by the room's name. */
  readonly rooms: { readonly [room: string]: unknown };
}

/**
 * The form of founding document that the newest edition of a law reads, published or not.
 *
 * Why: tests and the demonstration live under what is to come; what people found is `law.published`.
 */
export function newestFormat({ editions }: Pick<Law, "editions">): number {
  return editions.length;
}

/** The shape of the founding document of a law made of these rooms. */
export function foundingShape(rooms: readonly Room[]): Shape<FoundingDocument> {
  const parts: { [room: string]: Shape<unknown> } = {};
  for (const room of rooms) if (room.founding) parts[room.name] = room.founding.shape;
  const shape = record({
    format: u16,
    foundedAt: moment,
    salt: bytes32,
    validators: list(record({ key: bytes32, power: u8 }), 256),
    rooms: record(parts),
  });
  return shape as unknown as Shape<FoundingDocument>;
}

/** Completes a document: rooms, and fields of theirs, that it leaves out start empty. */
export function completeFounding(
  rooms: readonly Room[],
  given: FoundingDocument,
): FoundingDocument {
  const parts: { [room: string]: unknown } = {};
  for (const { name, founding } of rooms) {
    if (founding) parts[name] = completed(founding.empty, given.rooms[name]);
  }
  return { ...given, rooms: parts };
}

/** Fills in what a room's part leaves out; what is no record stays, to be refused. */
function completed(empty: unknown, given: unknown): unknown {
  if (given === undefined) return empty;
  const isRecord = typeof given === "object" && given !== null && !Array.isArray(given);
  return isRecord ? { ...(empty as object), ...given } : given;
}

/** Says what in a document cannot be, or nothing. */
export function foundingProblem(
  law: Pick<Law, "editions">,
  document: FoundingDocument,
): string | undefined {
  const rooms = editionOf(law, document.format)?.rooms;
  if (rooms === undefined) return `format: this program has no edition ${document.format}`;
  const wrong = foundingShape(rooms).problem(document);
  if (wrong !== undefined) return wrong;
  if (document.validators.length === 0) return "validators: at least one machine makes blocks";
  for (const [at, { power }] of document.validators.entries()) {
    if (power !== 1) return `validators: ${at}: power is always 1`;
  }
  for (const { name, founding } of rooms) {
    const problem = founding?.problem(document.rooms[name] as never);
    if (problem !== undefined) return `rooms: ${name}: ${problem}`;
  }
  return undefined;
}

/**
 * The bytes of a founding document, in the form that its `format` fixes for ever.
 *
 * Throws: InvariantError where this program does not have the edition of that number.
 */
export function foundingBytes(law: Pick<Law, "editions">, document: FoundingDocument): Uint8Array {
  const edition = present(editionOf(law, document.format), "the format is that of an edition");
  return encode(foundingShape(edition.rooms), document);
}

/** Reads a founding document from its bytes; its first two name the form of all others. */
export function readFoundingBytes(
  law: Pick<Law, "editions">,
  bytes: Uint8Array,
): Result<FoundingDocument> {
  const [low = 0, high = 0] = bytes;
  const format = low + high * 256;
  const edition = editionOf(law, format);
  if (edition === undefined) return failure(`format: this program has no edition ${format}`);
  return decode(foundingShape(edition.rooms), bytes);
}

/**
 * The 32 bytes that name a community: the hash of its founding document, as it was written.
 *
 * Why: a later edition gives rooms other parts; the form of a document that exists never follows them.
 */
export function communityOf(
  hasher: Pick<Hasher, "sha256">,
  law: Pick<Law, "editions">,
  document: FoundingDocument,
): Uint8Array {
  return hasher.sha256(inDomain("founding", foundingBytes(law, document)));
}

const NOTHING: Reader = { read: () => undefined, scan: () => [] };

/** Makes the first state from a founding document. */
export function foundState(
  law: Pick<Law, "editions">,
  document: FoundingDocument,
  world: { readonly hasher: Hasher; readonly verify: VerifySignature },
): Result<{ readonly community: Uint8Array; readonly state: Overlay }> {
  const problem = foundingProblem(law, document);
  if (problem !== undefined) return failure(problem);
  const { edition, rooms } = present(editionOf(law, document.format), "the format was looked at");
  const community = communityOf(world.hasher, law, document);
  const state = createOverlay(NOTHING);
  const common = {
    state,
    now: document.foundedAt,
    community,
    sha256: world.hasher.sha256,
    verify: world.verify,
  };
  const validators = document.validators.map(({ key }) => key);
  for (const { name, founding, begin } of rooms) {
    begin?.({ ...common, validators, edition });
    if (founding === undefined) continue;
    const context = { ...common, founding: document.rooms[name] };
    const conflict = founding.conflict?.(context as never);
    if (conflict !== undefined) return failure(`rooms: ${name}: ${conflict}`);
    founding.found(context as never);
  }
  return ok({ community, state });
}
