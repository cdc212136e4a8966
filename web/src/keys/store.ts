import { storageName } from "../live/place.ts";

const name = storageName("folkmoot-keys");
const version = 1;
const table = "identities";

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(name, version);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore(table, { keyPath: "id" });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new DOMException("blocked", "InvalidStateError"));
  });
}

async function within<Value>(
  mode: IDBTransactionMode,
  work: (rows: IDBObjectStore) => IDBRequest<Value>,
): Promise<Value> {
  const database = await opened();
  try {
    return await new Promise<Value>((resolve, reject) => {
      const transaction = database.transaction(table, mode, { durability: "strict" });
      const asked = work(transaction.objectStore(table));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** Keeps a row; it is on the disk when this returns. */
export const keep = (row: { readonly id: string }): Promise<unknown> =>
  within("readwrite", (rows) => rows.put(row));

/** Returns all rows. */
export const kept = <Row>(): Promise<Row[]> => within<Row[]>("readonly", (rows) => rows.getAll());

/** Throws a row away. */
export const drop = (id: string): Promise<unknown> =>
  within("readwrite", (rows) => rows.delete(id));
