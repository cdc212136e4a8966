import type { Salt, Shape } from "./schema.ts";

/** What somebody gives of an input: all but the random bytes, which are filled in. */
export type GivenOf<I> = { readonly [N in keyof I as I[N] extends Salt ? never : N]: I[N] };

/**
 * Fills in the random bytes that an input asks for and that were not given.
 *
 * Why: anyone who makes inputs derives it from the shape, so that no hidden row is written without.
 * Shape: `draw` returns that many bytes, in the form in which the input is written.
 */
export function withSalts(
  { description }: Pick<Shape<unknown>, "description">,
  input: unknown,
  draw: (length: number) => unknown,
): unknown {
  if (description.kind !== "record" || typeof input !== "object" || input === null) return input;
  const given = input as { readonly [name: string]: unknown };
  const filled: { [name: string]: unknown } = {};
  for (const { name, shape } of description.fields) {
    const isMissing = shape.kind === "bytes" && shape.isRandom && given[name] === undefined;
    if (isMissing) filled[name] = draw(shape.length);
  }
  return { ...given, ...filled };
}
