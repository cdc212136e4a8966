import { beginWork } from "./begin-work.ts";

/** Work of those who have no share of their own: one piece at a time, with pauses. */
export interface Turns {
  /**
   * Runs something when it is its turn, and tells how long it took.
   *
   * Throws: NoTurn where too much waits and others have used less.
   */
  run<T>(work: () => T, whose: Whose): Promise<T>;
  /**
   * Runs something that ends a part with each `yield`; every part is followed by a pause.
   *
   * Why nobody else of those who take turns comes in between: what is half done takes up memory, and one
   * such thing at a time does, however many are asked for.
   */
  inParts<T>(steps: Generator<undefined, T, undefined>, whose: Whose): Promise<T>;
  waiting(): number;
  /** Milliseconds that were worked in all. */
  worked(): number;
}

/** Whose work it is. */
export interface Whose {
  readonly name: string;
  /** How much of their own budget is left: who has used least comes first. */
  readonly left: () => number;
  /** Hears how long it took. */
  readonly took: (ms: number) => void;
}

/** Too much waits. */
export class NoTurn extends Error {
  override readonly name = "NoTurn";
}

/** Bounds of the turns. */
export interface TurnLimits {
  /** The part of the main thread that is given to it, from 0 to 1. */
  readonly share: number;
  readonly waitingMax: number;
  readonly waitingPerNameMax: number;
}

interface Piece {
  readonly whose: Whose;
  readonly start: () => void;
  readonly refuse: (reason: NoTurn) => void;
}

/** Longest pause after one piece, so that a single slow one does not stop all others. */
const PAUSE_MAX = 200;

/**
 * Gives turns.
 *
 * Why a pause after each piece in proportion to what it took: so the share holds at every moment, and
 * what members do waits for one piece at most, however many strangers ask at once.
 * Why who has used least comes first: somebody new is served at once, beside any number of addresses that ask
 * without end.
 */
export function createTurns(limits: TurnLimits, begin: () => () => number = beginWork): Turns {
  const pieces: Piece[] = [];
  let isBusy = false;
  let worked = 0;

  const next = (): void => {
    const best = takeBest(pieces);
    if (best === undefined) {
      isBusy = false;
      return;
    }
    isBusy = true;
    best.start();
  };
  const rest = (took: number, goOn: () => void): void => {
    const pause = Math.min(PAUSE_MAX, took * (1 / limits.share - 1));
    if (pause < 1) setImmediate(goOn);
    else setTimeout(goOn, pause);
  };
  const makeRoom = (whose: Whose): void => {
    const own = pieces.filter((piece) => piece.whose.name === whose.name).length;
    if (own >= limits.waitingPerNameMax) throw new NoTurn("too much of one place waits");
    if (pieces.length < limits.waitingMax) return;
    const worst = pieces.reduce((one, other) =>
      other.whose.left() < one.whose.left() ? other : one,
    );
    if (worst.whose.left() >= whose.left()) throw new NoTurn("too much waits");
    pieces.splice(pieces.indexOf(worst), 1);
    worst.refuse(new NoTurn("others have used less"));
  };

  const add = async <T>(goOn: () => IteratorResult<undefined, T>, whose: Whose): Promise<T> => {
    makeRoom(whose);
    return new Promise<T>((resolve, reject) => {
      const start = (): void => {
        const tookNow = begin();
        let isOver = true;
        try {
          const step = goOn();
          if (step.done === true) resolve(step.value);
          else isOver = false;
        } catch (error) {
          reject(error);
        } finally {
          const took = tookNow();
          worked += took;
          whose.took(took);
          rest(took, isOver ? next : start);
        }
      };
      pieces.push({ whose, start, refuse: reject });
      if (!isBusy) next();
    });
  };

  return {
    waiting: () => pieces.length,
    worked: () => worked,
    run: (work, whose) => add(() => ({ done: true, value: work() }), whose),
    inParts: (steps, whose) => add(() => steps.next(), whose),
  };
}

function takeBest(pieces: Piece[]): Piece | undefined {
  let best = 0;
  for (let at = 1; at < pieces.length; at += 1) {
    if ((pieces[at]?.whose.left() ?? 0) > (pieces[best]?.whose.left() ?? 0)) best = at;
  }
  return pieces.splice(best, 1)[0];
}
