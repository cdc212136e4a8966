import type { Description, Shape } from "./schema.ts";
import { encode } from "./schema.ts";

/** Bytes of a row's key in the tree. */
const KEY_BYTES = 32;

/** How long every row of a shape is; nothing where rows differ in length. */
export function fixedRowBytes({ description }: Pick<Shape<unknown>, "description">) {
  const bytes = fixedBytes(description);
  return bytes === undefined ? undefined : Math.max(1, bytes);
}

function fixedBytes(shape: Description): number | undefined {
  switch (shape.kind) {
    case "uint":
    case "ref":
      return shape.bits >> 3;
    case "bytes":
      return shape.length;
    case "bool":
    case "choice":
      return 1;
    case "blob":
    case "list":
      return undefined;
    case "record":
      return sumOf(shape.fields.map((field) => fixedBytes(field.shape)));
  }
}

function sumOf(lengths: readonly (number | undefined)[]): number | undefined {
  let sum = 0;
  for (const length of lengths) {
    if (length === undefined) return undefined;
    sum += length;
  }
  return sum;
}

/** What a row takes up: its key and its bytes; nothing where there is none. */
export function bytesOfRow(
  table: { readonly row: Shape<unknown>; readonly rowBytes: number | undefined },
  row: unknown,
): number {
  if (row === undefined) return 0;
  return KEY_BYTES + (table.rowBytes ?? encode(table.row, row).length);
}
