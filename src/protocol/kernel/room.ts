import type { AnyAction, Effect, EffectRefusal, RuleContext } from "./action.ts";
import type { BlockEvidence } from "./block-evidence.ts";
import type { AnyEvent, Event } from "./event.ts";
import type { Fault } from "./fault.ts";
import type { Result } from "./result.ts";
import type { Shape } from "./schema.ts";
import type { Memory } from "./seen.ts";
import type { Reader, Writer } from "./state.ts";
import type { AnyTable } from "./table.ts";
import type { AnyView } from "./view.ts";

/** Carries out effects on behalf of a circle, one after another: all of them or none. */
export type Dispatch = (effects: readonly Effect[]) => Result<readonly Event[], EffectRefusal>;

/** What a room's due work receives. */
export interface DueContext extends RuleContext {
  readonly state: Writer;
  readonly dispatch: Dispatch;
  /** What the block tells of the machines that sign blocks. */
  readonly evidence: BlockEvidence;
}

/** Work that time brings about (a decision closes, an offer returns), done at the start of a block. */
export interface Due {
  /** The moment of the earliest work that waits, or nothing. */
  next(state: Reader): number | undefined;
  /** Does all work whose moment has come, earliest first. */
  run(context: DueContext): readonly Event[];
}

/** A statement about the whole state that always holds. */
export interface Invariant {
  /** Room and statement, such as `money/shares-are-conserved`. */
  readonly name: string;
  /** Says what is broken, or nothing. */
  broken(state: Reader, now: number): string | undefined;
}

/** What founding a room receives. */
export interface FoundContext<S> extends Pick<RuleContext, "community" | "sha256" | "verify"> {
  readonly state: Writer;
  /** The room's part of the founding document. */
  readonly founding: S;
  /** Moment of founding, in milliseconds since 1970-01-01 UTC. */
  readonly now: number;
}

/** What a room begins with that follows from the document itself, whatever its own part says. */
export interface BeginContext extends Omit<FoundContext<never>, "founding"> {
  /** The keys of the machines that make blocks from the first one on. */
  readonly validators: readonly Uint8Array[];
  /** The number of the edition under which the community is founded. */
  readonly edition: number;
}

/** A figure that a room declares: what of it can never change within an edition. */
export interface Figure {
  readonly number: number;
  readonly name: string;
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly step: { readonly kind: string; readonly by: number };
  readonly unit: string;
  readonly fromMidnight: boolean;
  /** The kind of the decisions that change it. */
  readonly kind: string;
}

/** A room's part of the founding document. */
export interface Founding<S> {
  readonly shape: Shape<S>;
  /** What a document says that leaves this part out. */
  readonly empty: S;
  /** Says what in it cannot be, beyond its shape, or nothing. */
  readonly problem: (section: S) => string | undefined;
  /** Says what in it does not fit the rooms below, which are founded already, or nothing. */
  readonly conflict?: (context: FoundContext<S>) => string | undefined;
  readonly found: (context: FoundContext<S>) => void;
}

/** Any room's part, for code that handles all of them alike. */
export interface AnyFounding {
  readonly shape: Shape<unknown>;
  readonly empty: unknown;
  readonly problem: (section: never) => string | undefined;
  readonly conflict?: (context: never) => string | undefined;
  readonly found: (context: never) => void;
}

/** Declares a room's part of the founding document. */
export function defineFounding<S>(declared: Founding<S>): Founding<S> {
  return declared;
}

/** A room of the law: one domain of a community's life, declared as a whole. */
export interface Room {
  readonly name: string;
  /** Orders rooms, numbers faults (times 1,000), tags and tables (times 256). Never reused. */
  readonly number: number;
  /** What it is for, in one sentence. */
  readonly summary: string;
  readonly tables: readonly AnyTable[];
  readonly actions: readonly AnyAction[];
  /** Every kind of event that its actions and its due work tell. */
  readonly events: readonly AnyEvent[];
  readonly views: readonly AnyView[];
  readonly faults: readonly Fault[];
  readonly invariants: readonly Invariant[];
  /** The figures that the community may change, where this room holds them. */
  readonly figures?: readonly Figure[];
  readonly founding?: AnyFounding;
  /** Writes what it begins with that follows from the document itself. */
  readonly begin?: (context: BeginContext) => void;
  readonly due?: Due;
  /** The texts that it holds, each as often as it holds it. */
  readonly refersTo?: (state: Reader) => Iterable<Uint8Array>;
  /** The keys of the machines that are to sign blocks; one room of a law decides it. */
  readonly seated?: (state: Reader) => readonly Uint8Array[];
  /** What is kept of the states that have been; one room of a law keeps it. */
  readonly memory?: Memory;
  /** The keys of the machines whose own word counts now. */
  readonly speaking?: (state: Reader) => readonly Uint8Array[];
  /** Tells whether a key is that of a machine whose own word counts now; one room of a law decides it. */
  readonly speaks?: (
    context: Pick<RuleContext, "sha256"> & { readonly state: Reader },
    key: Uint8Array,
  ) => boolean;
}

/** Declares a room; its actions and views keep their types, so that clients are typed by them. */
export function defineRoom<const R extends Room>(declared: R): R {
  return declared;
}
