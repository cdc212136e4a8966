/** A block was agreed on and carried out here, and this home has not copied it from CometBFT yet. */
export class StillToCopy extends Error {
  readonly block: number;
  constructor(block: number) {
    super("it was agreed on and is not copied from CometBFT yet");
    this.block = block;
  }
}
