import {
  type AnyAction,
  type AnyTable,
  createLaw,
  type Due,
  folkmootLaw,
  type Law,
  type Room,
  type Writer,
} from "#protocol/index.js";

/** What an action's rule and its deed receive, as far as planted bugs care. */
export interface Context {
  readonly state: Writer;
  readonly author: number;
  readonly input: { readonly [field: string]: unknown };
  readonly now: number;
}

type Row = { readonly [field: string]: unknown };

/** What a state does otherwise than the one below. */
export interface Twist {
  /** Changes a row that is read. */
  readonly read?: (row: Row, key: readonly unknown[]) => Row | undefined;
  /** Changes a row that is written. */
  readonly write?: (row: Row, key: readonly unknown[], below: Writer) => Row;
}

/** Puts a state in front of another that twists one table. */
export function twisted(below: Writer, table: string, { read, write }: Twist): Writer {
  const isIt = ({ name }: AnyTable) => name === table;
  return {
    read(from, key) {
      const row = below.read(from, key) as Row | undefined;
      return row !== undefined && isIt(from) && read !== undefined ? read(row, key) : row;
    },
    scan: (from, first, until) => below.scan(from, first, until),
    write(to, key, row) {
      const isTwisted = row !== undefined && isIt(to) && write !== undefined;
      below.write(to, key, isTwisted ? write(row as Row, key, below) : row);
    },
  };
}

/** Makes the law with one room that is otherwise. */
export function lawWith(name: string, change: (room: Room) => Room): Law {
  return createLaw(folkmootLaw.rooms.map((room) => (room.name === name ? change(room) : room)));
}

/** Makes the law with one action that is otherwise. */
export function lawWithAction(type: string, change: (action: AnyAction) => AnyAction): Law {
  const [room = ""] = type.split("/");
  return lawWith(room, (given) => {
    if (!given.actions.some((action) => action.type === type)) throw new Error(`no ${type}`);
    const actions = given.actions.map((action) => (action.type === type ? change(action) : action));
    return { ...given, actions };
  });
}

/** Makes the law with one action whose rule, or deed, or both see another context. */
export function lawSeeing(
  type: string,
  of: readonly ("check" | "apply")[],
  change: (context: Context) => Context,
): Law {
  return lawWithAction(type, (action) => ({
    ...action,
    check: (context: never) =>
      action.check((of.includes("check") ? change(context) : context) as never),
    apply: (context: never) =>
      action.apply((of.includes("apply") ? change(context) : context) as never),
  }));
}

/** Makes the law with one room whose due work is otherwise. */
export function lawWithDue(name: string, change: (due: Due) => Due): Law {
  return lawWith(name, (room) => {
    if (room.due === undefined) throw new Error(`${name} has no due work`);
    return { ...room, due: change(room.due) };
  });
}
