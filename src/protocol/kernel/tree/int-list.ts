/** A growing list of 32-bit integers without one object per item. */
export interface IntList {
  items: Int32Array;
  count: number;
}

const FIRST_CAPACITY = 64;

/** Creates an empty list. */
export function createIntList(): IntList {
  return { items: new Int32Array(FIRST_CAPACITY), count: 0 };
}

/** Appends one integer. Cost: amortised constant. */
export function pushInt(list: IntList, value: number): void {
  if (list.count === list.items.length) {
    const wider = new Int32Array(list.count << 1);
    wider.set(list.items);
    list.items = wider;
  }
  list.items[list.count++] = value;
}

/** Takes the last integer off a list that has some. */
export function popInt(list: IntList): number {
  return list.items[--list.count]!;
}

/** Returns an exact copy of the items and empties the list for its next use. */
export function takeInts(list: IntList): Int32Array {
  const taken = list.items.slice(0, list.count);
  list.count = 0;
  return taken;
}
