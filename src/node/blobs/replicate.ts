import type { Signer } from "../../engine/embedded/signer.ts";
import { messageOf } from "../../engine/engine-fault.ts";
import { fromHex, toHex } from "../../protocol/kernel/bytes.ts";
import { TEXT_BYTES_MAX, textOf, texts } from "../../protocol/records/index.ts";
import { readBody } from "../api/body.ts";
import { ProblemError } from "../api/problem.ts";
import type { Closers } from "../closers.ts";
import type { NodeContext } from "../context.ts";
import { declaredSites } from "./declared-sites.ts";
import { signTextRequest, TEXTS_PER_REQUEST_MAX } from "./text-request.ts";

/** Before asking again for what nobody had: at first, and at most. Units: milliseconds. */
const PAUSE = 1_000;
const PAUSE_MAX = 60_000;
/** How long a node that gave wrong bytes is not asked. Units: milliseconds. */
const REFUSED_FOR = 600_000;
const TIMEOUT = 10_000;
/** The longest answer that is read: as many texts as are asked for, in base64. Units: bytes. */
const ANSWER_MAX = TEXTS_PER_REQUEST_MAX * (Math.ceil(TEXT_BYTES_MAX / 3) * 4 + 128);

/**
 * Fetches the texts that this machine lacks from the other machines of its network.
 *
 * Shape: the addresses are those of network.json and those that helpers of seated machines declare.
 * Why: the ledger holds only hashes; what people wrote must outlive the machine that it was handed
 * to. Every text is checked against its hash, and whoever gives other bytes is not asked again for a
 * while; nor is whoever gives more than was asked for. Nobody is followed to another address. What the
 * ledger says is erased is never fetched.
 */
export function replicateTexts(context: NodeContext, signer: Signer, closers: Closers): void {
  const { engine, blobs, log, network } = context;
  if (network === undefined) return;
  const missing = new Set<string>();
  const refused = new Map<string, number>();
  let isOver = false;

  let pause = PAUSE;
  let askAt = 0;
  const want = async (hash: Uint8Array): Promise<void> => {
    if ((await blobs.get(hash)) !== undefined) return;
    missing.add(toHex(hash));
    pause = PAUSE;
    askAt = 0;
  };
  const askSite = async (site: string, turn: readonly string[]): Promise<void> => {
    const hashes = turn.filter((name) => missing.has(name));
    if (hashes.length === 0) return;
    const { community } = engine.ledger;
    const request = signTextRequest(signer, community, context.clock.now(), hashes);
    const response = await fetch(`${site}/api/v1/network/texts`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(request),
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT),
    });
    if (response.status !== 200) return;
    const answer = await readBody(response, ANSWER_MAX).catch((error: unknown) => {
      const isTooLong = error instanceof ProblemError;
      if (isTooLong) refused.set(site, context.clock.steady() + REFUSED_FOR);
      throw error;
    });
    const { blobs: given } = JSON.parse(new TextDecoder().decode(answer)) as {
      blobs: { [hash: string]: string };
    };
    for (const [name, text] of Object.entries(given)) {
      const hash = missing.has(name) ? fromHex(name) : undefined;
      if (hash === undefined) continue;
      const outcome = await blobs.put(hash, new Uint8Array(Buffer.from(text, "base64")));
      if (outcome === "wrong-hash") {
        refused.set(site, context.clock.steady() + REFUSED_FOR);
        log.warn("a node gave bytes that are not the text's; it is not asked for a while", {
          site,
        });
        return;
      }
      missing.delete(name);
    }
  };
  const round = async (): Promise<void> => {
    for (const name of missing) {
      const text = textOf(engine.ledger.reader(), fromHex(name) as Uint8Array);
      if (text === undefined || text.erasedAt !== 0) missing.delete(name);
    }
    if (missing.size === 0) return;
    const declared = await declaredSites(engine.ledger.reader(), blobs);
    const turn = [...missing].slice(0, TEXTS_PER_REQUEST_MAX);
    for (const site of new Set([...context.sites, ...declared])) {
      if (missing.size === 0 || isOver) return;
      if ((refused.get(site) ?? 0) > context.clock.steady()) continue;
      await askSite(site, turn).catch((error: unknown) => {
        log.info("a node could not be asked for texts", { site, error: messageOf(error) });
      });
    }
    // What nobody has goes to the end: whoever publishes and never hands over would hold up the rest.
    for (const name of turn) if (missing.delete(name)) missing.add(name);
  };

  const stop = engine.subscribe(({ receipts }) => {
    for (const { events } of receipts) {
      for (const { type, data } of events) {
        const hash = type === "records/text-published" ? fromHex(String(data["text"])) : undefined;
        if (hash !== undefined) void want(hash);
      }
    }
  });
  const run = async (): Promise<void> => {
    for (const { row } of texts.entries(engine.ledger.reader(), [])) {
      if (row.erasedAt === 0) await want(row.hash);
    }
    while (!isOver) {
      if (context.clock.steady() >= askAt) {
        const before = missing.size;
        // What comes to be missing meanwhile is asked for without waiting.
        askAt = Number.POSITIVE_INFINITY;
        await round();
        pause = missing.size < before ? PAUSE : Math.min(pause * 2, PAUSE_MAX);
        askAt = Math.min(askAt, context.clock.steady() + pause);
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE).unref());
    }
  };
  void run().catch((error: unknown) => {
    log.error("texts are no longer fetched", { error: messageOf(error) });
  });
  closers.add(() => {
    isOver = true;
    stop();
  });
}
