import { readFile } from "node:fs/promises";
import { backupFault } from "./about.ts";

/** A new pair: what a backup is encrypted for, and the secret that opens it. */
export interface BackupKey {
  readonly recipient: string;
  readonly identity: string;
}

/** Loaded when it is needed: most commands never encrypt. */
const age = () => import("age-encryption");

/** Makes a new pair, as the program `age-keygen` does. */
export async function createBackupKey(): Promise<BackupKey> {
  const { generateX25519Identity, identityToRecipient } = await age();
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** Tells what is wrong with a recipient, nothing where it can be encrypted for. */
export async function recipientProblem(recipient: string): Promise<string | undefined> {
  const { Encrypter } = await age();
  if (!recipient.startsWith("age1")) return "it does not begin with age1";
  try {
    new Encrypter().addRecipient(recipient);
    return undefined;
  } catch {
    return "a character in it is wrong or missing";
  }
}

/** Encrypts a stream so that any one of the recipients can open it; the format of `age`. */
export async function sealStream(
  recipients: readonly string[],
  plain: AsyncGenerator<Uint8Array>,
): Promise<AsyncIterable<Uint8Array>> {
  const { Encrypter } = await age();
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return encrypter.encrypt(streamOf(plain));
}

/** The first bytes of what `age` has encrypted. */
const AGE_MARK = "age-encryption.org/";

/** Tells whether a file begins as an encrypted one does. */
export function isSealed(first: Uint8Array): boolean {
  return new TextDecoder("latin1").decode(first.subarray(0, AGE_MARK.length)) === AGE_MARK;
}

/**
 * Opens what was encrypted. Throws: HomeFault `backup` where none of the identities fits.
 *
 * Why later failures are not told apart: a damaged piece and one that somebody put there look alike.
 */
export async function openSealed(
  identities: readonly string[],
  sealed: AsyncIterable<Uint8Array>,
): Promise<AsyncIterable<Uint8Array>> {
  const { Decrypter } = await age();
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  try {
    return await decrypter.decrypt(streamOf(generatorOf(sealed)));
  } catch {
    throw backupFault(
      "it is encrypted, and none of the given identities opens it",
      "Give the file of one of its two identities with --identity: yours, or the one in the envelope.",
    );
  }
}

/** Reads identities from a file as `age-keygen` or `folkmoot backup key` writes it. */
export async function readIdentities(path: string): Promise<readonly string[]> {
  const text = await readFile(path, "utf8").catch(() => {
    throw backupFault(`the identity file ${path} cannot be read`, "Name the right file.");
  });
  const found = text.match(/AGE-SECRET-KEY-1[0-9A-Z]+/g) ?? [];
  if (found.length > 0) return found;
  throw backupFault(
    `there is no identity in ${path}`,
    "It has a line that begins with AGE-SECRET-KEY-1; name that file.",
  );
}

async function* generatorOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

/** A stream that asks for the next bytes only when they are wanted; it breaks off at a signal. */
export function streamOf(
  bytes: AsyncGenerator<Uint8Array>,
  signal?: AbortSignal,
): ReadableStream<Uint8Array> {
  let breakOff = (): void => {};
  const done = (): void => signal?.removeEventListener("abort", breakOff);
  return new ReadableStream(
    {
      start(controller) {
        breakOff = () => {
          controller.error(signal?.reason);
          void bytes.return(undefined);
        };
        signal?.addEventListener("abort", breakOff, { once: true });
      },
      async pull(controller) {
        const { done: isOver, value } = await bytes.next();
        if (isOver === true) {
          done();
          controller.close();
        } else controller.enqueue(value);
      },
      async cancel() {
        done();
        await bytes.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
