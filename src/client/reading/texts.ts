import { createListeners } from "../listeners.ts";
import { type Content, readBlob, type Sha256, wordsIn } from "../read-text.ts";
import type { AskNode, Reply } from "../reply.ts";
import type { Epochs } from "./epochs.ts";

/** What is known of a text: its content, that it is being read, or that it cannot be read here. */
export type Text =
  | { readonly kind: "read"; readonly content: Content }
  | { readonly kind: "reading" }
  | { readonly kind: "closed" };

/** Texts by their hashes: each is asked for once, and held. */
export interface Texts {
  /** Returns what is known of a text and asks for it, together with all others asked for now. */
  by(hash: string): Text;
  /** Notes a text that was just written here, so that it need not be asked for. */
  note(hash: string, content: Content): void;
  /** Forgets what could not be read, since it may be readable now. */
  tryAgain(): void;
  /** Calls back when something else is known of texts; returns how to stop. */
  onArrival(listener: () => void): () => void;
}

/** What texts need. */
export interface TextsDeps {
  readonly ask: AskNode;
  readonly epochs: Epochs;
  readonly sha256: Sha256;
}

/** Texts in one question: as many as a node takes. */
export const TEXTS_AT_ONCE = 200;

/** What a node gives of the texts that it was asked for, in base64; what may not be read is left out. */
export interface Blobs {
  readonly blobs: { readonly [hash: string]: string };
}

/** Asks for texts. */
export const blobsQuestion = (hashes: readonly string[]) =>
  ({ method: "POST", path: "/blobs/read", json: { hashes } }) as const;

const reading: Text = { kind: "reading" };
const closed: Text = { kind: "closed" };

/** Makes a memory of texts. */
export function createTexts({ ask, epochs, sha256 }: TextsDeps): Texts {
  const known = new Map<string, Text>();
  const wanted = new Set<string>();
  const arrivals = createListeners();
  let isAsking = false;

  const textOf = async (hash: string, reply: Reply<Blobs>): Promise<Text> => {
    const blob = reply.kind === "value" ? reply.value.blobs?.[hash] : undefined;
    const content = blob === undefined ? undefined : wordsIn(await readBlob(sha256, hash, blob));
    return content === undefined ? closed : { kind: "read", content };
  };
  /** Waits for the end of the drawing, so that all texts of a page are one question. */
  const askAll = async (): Promise<void> => {
    await Promise.resolve();
    while (wanted.size > 0) {
      const hashes = [...wanted].slice(0, TEXTS_AT_ONCE);
      for (const hash of hashes) wanted.delete(hash);
      const asked = epochs.now();
      const reply = await ask<Blobs>(blobsQuestion(hashes));
      for (const hash of hashes) {
        const text = await textOf(hash, reply);
        // What was not shown to somebody who looked before may be shown to anyone who looks now.
        if (text.kind === "closed" && asked !== epochs.now()) wanted.add(hash);
        else if (known.get(hash)?.kind !== "read") known.set(hash, text);
      }
      arrivals.tell();
    }
  };
  const tryAgain = (): void => {
    for (const [hash, text] of known) if (text.kind === "closed") known.delete(hash);
    arrivals.tell();
  };
  epochs.onBegin(tryAgain);

  return {
    by(hash) {
      const text = known.get(hash);
      if (text !== undefined) return text;
      known.set(hash, reading);
      wanted.add(hash);
      if (!isAsking) {
        isAsking = true;
        void askAll().finally(() => {
          isAsking = false;
        });
      }
      return reading;
    },
    note(hash, content) {
      known.set(hash, { kind: "read", content });
      arrivals.tell();
    },
    tryAgain,
    onArrival: arrivals.add,
  };
}
