import { messageOf } from "./engine-fault.ts";

/** What the system's codes mean, in words that people know. */
const WORDS: { readonly [code: string]: string } = {
  ENOTFOUND: "no computer of that name is known",
  EAI_AGAIN: "names of computers cannot be looked up now",
  ECONNREFUSED: "nothing listens there",
  ECONNRESET: "the connection was cut",
  EPIPE: "the connection was cut",
  UND_ERR_SOCKET: "the connection was cut",
  ETIMEDOUT: "it takes too long",
  UND_ERR_CONNECT_TIMEOUT: "it takes too long",
  UND_ERR_HEADERS_TIMEOUT: "it takes too long",
  EHOSTUNREACH: "no way leads there through the network",
  ENETUNREACH: "no way leads there through the network",
  EADDRNOTAVAIL: "this computer does not have that address",
  EADDRINUSE: "another program listens there",
  EACCES: "this user may not use it",
  EPERM: "this user may not use it",
  ENOENT: "there is no such file or folder",
  ENOTDIR: "a part of that path is no folder",
  EISDIR: "that is a folder, not a file",
  EEXIST: "something is there already",
  EROFS: "the disk can only be read",
  EMFILE: "too many files are open",
  ENFILE: "too many files are open",
  EIO: "the disk does not do what it is told",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk is full",
};

const DEPTH_MAX = 5;

/** Says what the system means by an error, and about what; nothing where it is none of the system's. */
export function systemWords(error: unknown): string | undefined {
  const found = foundIn(error);
  return found && `${subjectOf(found.error)}${found.words}`;
}

/** Says in words what went wrong, for a sentence that names already what it is about. */
export function wordsOf(error: unknown): string {
  return foundIn(error)?.words ?? messageOf(error);
}

function foundIn(error: unknown): { readonly error: Error; readonly words: string } | undefined {
  if (isDiskFull(error)) return { error: new Error("full"), words: "the disk is full" };
  for (const each of chainOf(error)) {
    const { code, name } = each as NodeJS.ErrnoException;
    const words = WORDS[name === "TimeoutError" ? "ETIMEDOUT" : String(code)];
    if (words !== undefined) return { error: each, words };
  }
  // What `fetch` says where it has not even tried.
  if (error instanceof TypeError && error.message === "fetch failed") {
    return { error, words: "it cannot be asked" };
  }
  return undefined;
}

/**
 * Tells whether a disk is full, however it is said.
 *
 * Why by words too: LevelDB passes on what the system says, under a code of its own.
 */
export function isDiskFull(error: unknown): boolean {
  return chainOf(error).some((each) => {
    const { code } = each as NodeJS.ErrnoException;
    if (code === "ENOSPC" || code === "EDQUOT" || code === "disk-full") return true;
    const isStore = typeof code === "string" && code.startsWith("LEVEL_");
    return isStore && /no space left on device|disk quota exceeded/i.test(each.message);
  });
}

/** An error and what has caused it, the outermost first. */
function chainOf(error: unknown, depth = 0): Error[] {
  if (!(error instanceof Error) || depth > DEPTH_MAX) return [];
  const inner: readonly unknown[] = error instanceof AggregateError ? error.errors : [];
  return [error, ...[...inner, error.cause].flatMap((each) => chainOf(each, depth + 1))];
}

/** The name, address or path that an error of the system is about. */
function subjectOf(error: Error): string {
  const { hostname, address, port, path } = error as {
    readonly hostname?: unknown;
    readonly address?: unknown;
    readonly port?: unknown;
    readonly path?: unknown;
  };
  if (typeof hostname === "string") return `${hostname}: `;
  if (typeof path === "string") return `${path}: `;
  if (typeof address !== "string") return "";
  return typeof port === "number" ? `${address}:${port}: ` : `${address}: `;
}
