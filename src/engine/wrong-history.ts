/** Thrown inside to end at the first thing that is wrong. */
export class WrongHistory extends Error {
  readonly block: number | undefined;
  constructor(block: number | undefined, reason: string) {
    super(reason);
    this.block = block;
  }
}
