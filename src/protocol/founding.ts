import { inDomain } from "./kernel/domain.ts";
import type { Hasher, VerifySignature } from "./kernel/hash.ts";
import { createOverlay, type Overlay } from "./kernel/overlay.ts";
import { failure, ok, type Result } from "./kernel/result.ts";
import type { Room } from "./kernel/room.ts";
import { bytes32, encode, list, moment, record, type Shape, u8, u16 } from "./kernel/schema.ts";
import type { Reader } from "./kernel/state.ts";

export { chainIdOf } from "./chain/chain-id.ts";

/** A machine that makes blocks from the first block on: its key and its power, which is always 1. */
export interface FoundingValidator {
  readonly key: Uint8Array;
  readonly power: number;
}

/** A founding document: all that a community starts with. Its hash is the community's name on the wire. */
export interface FoundingDocument {
  /** Version of this document's form; 1. */
  readonly format: number;
  readonly foundedAt: number;
  /** Random bytes, so that two communities founded alike are still two. */
  readonly salt: Uint8Array;
  readonly validators: readonly FoundingValidator[];
  /** Each room's part, by the room's name. */
  readonly rooms: { readonly [room: string]: unknown };
}

/** The newest form of founding document. */
export const FOUNDING_FORMAT = 1;

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

/** Completes a document: rooms that it leaves out start empty. */
export function completeFounding(
  rooms: readonly Room[],
  given: FoundingDocument,
): FoundingDocument {
  const parts: { [room: string]: unknown } = {};
  for (const { name, founding } of rooms) {
    if (founding) parts[name] = given.rooms[name] ?? founding.empty;
  }
  return { ...given, rooms: parts };
}

/** Says what in a document cannot be, or nothing. */
export function foundingProblem(
  rooms: readonly Room[],
  document: FoundingDocument,
): string | undefined {
  const wrong = foundingShape(rooms).problem(document);
  if (wrong !== undefined) return wrong;
  if (document.format !== FOUNDING_FORMAT)
    return `format: this law reads format ${FOUNDING_FORMAT}`;
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

/** The 32 bytes that name a community: the hash of its founding document. */
export function communityOf(
  hasher: Pick<Hasher, "sha256">,
  rooms: readonly Room[],
  document: FoundingDocument,
): Uint8Array {
  return hasher.sha256(inDomain("founding", encode(foundingShape(rooms), document)));
}

const NOTHING: Reader = { read: () => undefined, scan: () => [] };

/** Makes the first state from a founding document. */
export function foundState(
  rooms: readonly Room[],
  document: FoundingDocument,
  world: { readonly hasher: Hasher; readonly verify: VerifySignature },
): Result<{ readonly community: Uint8Array; readonly state: Overlay }> {
  const problem = foundingProblem(rooms, document);
  if (problem !== undefined) return failure(problem);
  const community = communityOf(world.hasher, rooms, document);
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
    begin?.({ ...common, validators });
    if (founding === undefined) continue;
    const context = { ...common, founding: document.rooms[name] };
    const conflict = founding.conflict?.(context as never);
    if (conflict !== undefined) return failure(`rooms: ${name}: ${conflict}`);
    founding.found(context as never);
  }
  return ok({ community, state });
}
