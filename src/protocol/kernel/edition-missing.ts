/** Why a program cannot go on: the community lives under an edition that is not in it. */
export class EditionMissing extends Error {
  override readonly name = "EditionMissing";
  readonly edition: number;
  /** Whether the program has published an edition of that number, but with another digest. */
  readonly isOther: boolean;

  constructor(edition: number, isOther: boolean) {
    super(
      isOther
        ? `the community has adopted another edition ${edition} of the law than this program has`
        : `the community has adopted edition ${edition} of the law, which this program does not have`,
    );
    this.edition = edition;
    this.isOther = isOther;
  }
}

/** Stops a program before the block that it cannot carry out. Throws: EditionMissing. */
export function stopWithout(edition: number, isOther: boolean): never {
  throw new EditionMissing(edition, isOther);
}
