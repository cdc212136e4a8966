/** Something about a home or a founding file that stops a node, with what can be done. */
export class HomeFault extends Error {
  override readonly name = "HomeFault";
  /** A stable code, such as `locked`. */
  readonly code: string;
  readonly remedy: string;

  constructor(code: string, message: string, remedy: string) {
    super(message);
    this.code = code;
    this.remedy = remedy;
  }
}
