/**
 * What a value of the law looks like when a node has told it.
 *
 * Shape: bytes in hexadecimal, big numbers in decimal, and numbers without the law's brands.
 */
export type PlainOf<V> = V extends bigint | Uint8Array
  ? string
  : V extends { readonly __brand: string }
    ? number
    : V extends string | number | boolean | null | undefined
      ? V
      : V extends readonly (infer E)[]
        ? readonly PlainOf<E>[]
        : { readonly [N in keyof V]: PlainOf<V[N]> };

/**
 * What a value of the law may be given as.
 *
 * Shape: as a node tells it, or with bytes and big numbers as they are.
 */
export type GivenAs<V> = V extends Uint8Array
  ? Uint8Array | string
  : V extends bigint
    ? bigint | string
    : V extends { readonly __brand: string }
      ? number
      : V extends string | number | boolean
        ? V
        : V extends readonly (infer E)[]
          ? readonly GivenAs<E>[]
          : keyof V extends never
            ? NoFields
            : { readonly [N in keyof V]: GivenAs<V[N]> };

/** What is given where nothing is asked for; a field in it does not compile. */
interface NoFields {
  readonly [field: string]: never;
}
