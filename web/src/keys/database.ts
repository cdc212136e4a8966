/** A table of this browser's own database. */
export interface BrowserTable {
  /** Does something with its rows; what was written is on the disk when this returns. */
  within<Value>(
    mode: IDBTransactionMode,
    work: (rows: IDBObjectStore) => IDBRequest<Value>,
  ): Promise<Value>;
}

/** What a table is called, in which database, and what names its rows. */
export interface TableNames {
  readonly database: string;
  readonly table: string;
  readonly keyPath: string | string[];
}

const version = 1;

/**
 * Makes a table of a database of its own.
 *
 * Why it is opened each time: a page that the browser has put to sleep keeps no other from going on.
 */
export function browserTable(names: TableNames): BrowserTable {
  return {
    async within(mode, work) {
      const database = await opened(names);
      try {
        return await new Promise((resolve, reject) => {
          const transaction = database.transaction(names.table, mode, { durability: "strict" });
          const asked = work(transaction.objectStore(names.table));
          transaction.oncomplete = () => resolve(asked.result);
          transaction.onabort = () => reject(transaction.error);
        });
      } finally {
        database.close();
      }
    },
  };
}

function opened({ database, table, keyPath }: TableNames): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(database, version);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore(table, { keyPath });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new DOMException("blocked", "InvalidStateError"));
  });
}
