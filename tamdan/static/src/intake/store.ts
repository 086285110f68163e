// What somebody chose to keep on this device: ciphertext alone. Names say nothing of what it is for.
const NAME = "notes";

type Shelf = "letters" | "pieces" | "drafts";

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("letters", { keyPath: "ref" });
      request.result.createObjectStore("pieces", { keyPath: "digest" });
      request.result.createObjectStore("drafts", { keyPath: "id" });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** One request in a transaction of its own; resolves when it is on the disk, where the browser lets itself be told to wait for that. */
async function run<T>(shelf: Shelf, mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(shelf, mode, { durability: "strict" });
      const request = act(transaction.objectStore(shelf));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error ?? request.error);
    });
  } finally {
    database.close();
  }
}

export const put = (shelf: Shelf, value: unknown): Promise<unknown> => run(shelf, "readwrite", (store) => store.put(value));
export const get = <T>(shelf: Shelf, key: string): Promise<T | undefined> => run<T | undefined>(shelf, "readonly", (store) => store.get(key));
export const all = <T>(shelf: Shelf): Promise<T[]> => run<T[]>(shelf, "readonly", (store) => store.getAll());
export const keys = (shelf: Shelf): Promise<IDBValidKey[]> => run(shelf, "readonly", (store) => store.getAllKeys());
export const remove = (shelf: Shelf, key: string): Promise<unknown> => run(shelf, "readwrite", (store) => store.delete(key));

/** Bytes that are free for this site; Infinity where the browser does not say. */
export async function room(): Promise<number> {
  const { quota, usage } = await (navigator.storage?.estimate?.() ?? Promise.resolve({} as StorageEstimate));
  return quota === undefined ? Infinity : quota - (usage ?? 0);
}
