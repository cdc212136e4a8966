import { type ReadonlySignal, signal } from "@preact/signals-core";
import { afterChange } from "./after-change.ts";
import { epoch } from "./epoch.ts";
import { request } from "./request.ts";

/** A text that members wrote, as its kind has it: a name, a title, a body. */
export type Content = Readonly<Record<string, string>>;

/** What is known of a text: its content, that it is being read, or that it cannot be read here. */
export type Text =
  | { readonly kind: "read"; readonly content: Content }
  | { readonly kind: "reading" }
  | { readonly kind: "closed" };

const authorBytes = 4;
const head = authorBytes + 32;
const most = 200;
const reading: Text = { kind: "reading" };
const closed: Text = { kind: "closed" };

const known = new Map<string, Text>();
const wanted = new Set<string>();
const asking = signal(false);
const arrivals = signal(0);

/** Counts on whenever something else is known of texts. */
export const textArrivals: ReadonlySignal<number> = arrivals;

// Texts are other people's input: what is not words in them is passed over.
function contentOf(bytes: Uint8Array): Content | undefined {
  try {
    const json = new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(head));
    const value: unknown = JSON.parse(json);
    if (typeof value !== "object" || value === null) return undefined;
    const words = Object.entries(value).filter(([, each]) => typeof each === "string");
    return Object.fromEntries(words);
  } catch {
    return undefined;
  }
}

const sha256 = async (bytes: Uint8Array<ArrayBuffer>) =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

// What the law puts before a text's author and digest, of which the hash is made.
const domain = new TextEncoder().encode("folkmoot/text/1\0");

// A text is believed only when its bytes have the hash under which it was asked for.
async function isWhole(hash: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  if (globalThis.crypto?.subtle === undefined) return true;
  const digest = await sha256(bytes.slice(authorBytes));
  const named = await sha256(
    Uint8Array.from([...domain, ...bytes.subarray(0, authorBytes), ...digest]),
  );
  return Array.from(named, (byte) => byte.toString(16).padStart(2, "0")).join("") === hash;
}

async function textOf(hash: string, blob: string | undefined): Promise<Text> {
  if (blob === undefined) return closed;
  const bytes = Uint8Array.from(atob(blob), (letter) => letter.charCodeAt(0));
  const content = (await isWhole(hash, bytes)) ? contentOf(bytes) : undefined;
  return content === undefined ? closed : { kind: "read", content };
}

// Waits for the end of the drawing, so that all texts of a page are one question.
async function ask(): Promise<void> {
  await Promise.resolve();
  while (wanted.size > 0) {
    const hashes = [...wanted].slice(0, most);
    for (const hash of hashes) wanted.delete(hash);
    const asked = epoch.value;
    const answer = await request<{ readonly blobs: Readonly<Record<string, string>> }>(
      "/blobs/read",
      {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ hashes }),
      },
    );
    const blobs = answer.kind === "value" ? answer.value.blobs : {};
    for (const hash of hashes) {
      const text = await textOf(hash, blobs[hash]);
      // What was not shown to somebody who looked before may be shown to anyone who looks now.
      if (text.kind === "closed" && asked !== epoch.value) wanted.add(hash);
      else known.set(hash, text);
    }
    arrivals.value += 1;
  }
}

/** Returns what is known of a text and asks for it, together with all others asked for now. */
export function textBy(hash: string): Text {
  const text = known.get(hash);
  if (text !== undefined) return text;
  known.set(hash, reading);
  wanted.add(hash);
  if (!asking.peek()) {
    asking.value = true;
    void ask().finally(() => {
      asking.value = false;
    });
  }
  return reading;
}

/** Notes a text that was just written here, so that it need not be asked for. */
export function noteText(hash: string, content: Content): void {
  known.set(hash, { kind: "read", content });
  arrivals.value += 1;
}

// What could not be read is forgotten, since somebody looks now who may be allowed to.
afterChange(epoch, () => {
  for (const [hash, text] of known) if (text.kind === "closed") known.delete(hash);
  arrivals.value += 1;
});
