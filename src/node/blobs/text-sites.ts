import type { Signer } from "../../engine/embedded/signer.ts";
import { messageOf } from "../../engine/engine-fault.ts";
import { fromHex } from "../../protocol/kernel/bytes.ts";
import { TEXT_BYTES_MAX } from "../../protocol/records/index.ts";
import { readBody } from "../api/body.ts";
import type { NodeContext } from "../context.ts";
import { ProblemError } from "../problem.ts";
import type { MissingTexts } from "./missing-texts.ts";
import { signTextRequest, TEXTS_PER_REQUEST_MAX, type TextRequest } from "./text-request.ts";

/** How long a node that gave wrong bytes is not asked. Units: milliseconds. */
const REFUSED_FOR = 600_000;
const TIMEOUT = 10_000;
/** The longest answer that is read: as many texts as are asked for, in base64. Units: bytes. */
const ANSWER_MAX = TEXTS_PER_REQUEST_MAX * (Math.ceil(TEXT_BYTES_MAX / 3) * 4 + 128);

/** What this node fetches itself waits on nobody else's account. */
const FETCHED = { name: "fetched", most: 67_108_864, isOfStrangers: false };

/** Texts in base64, by their hashes in hexadecimal. */
interface GivenTexts {
  readonly [hash: string]: string;
}

/** The other nodes, as far as texts are asked of them. */
export interface TextSites {
  /** Asks a node for those of a turn that are missing, and keeps what it gives; never throws. */
  ask(site: string, turn: readonly string[]): Promise<void>;
}

/**
 * Begins with nobody refused.
 *
 * Why anyone who gives other bytes, or more than was asked for, is not asked for a while: it would do so
 * again, and every answer costs this machine its length.
 */
export function createTextSites(
  context: NodeContext,
  signer: Signer,
  missing: MissingTexts,
): TextSites {
  const { engine, blobs, clock, log } = context;
  const refusedUntil = new Map<string, number>();
  /** It was said already that there is no room. */
  let isLow = false;
  const refuse = (site: string): void => {
    refusedUntil.set(site, clock.steady() + REFUSED_FOR);
  };
  const keep = async (site: string, given: GivenTexts): Promise<void> => {
    for (const [name, text] of Object.entries(given)) {
      const hash = missing.has(name) ? fromHex(name) : undefined;
      if (hash === undefined) continue;
      const bytes = new Uint8Array(Buffer.from(text, "base64"));
      const outcome = await blobs.put(hash, bytes, FETCHED);
      if (outcome === "wrong-hash") {
        refuse(site);
        const words = "a node gave bytes that are not the text's; it is not asked for a while";
        return log.warn(words, { site });
      }
      if (outcome === "disk-low") {
        if (!isLow)
          log.warn("the disk has no room for more texts; those of others are not fetched");
        isLow = true;
        return;
      }
      isLow = false;
      missing.remove(name);
    }
  };
  return {
    async ask(site, turn) {
      const hashes = turn.filter((name) => missing.has(name));
      const isRefused = (refusedUntil.get(site) ?? 0) > clock.steady();
      if (hashes.length === 0 || isRefused) return;
      const request = signTextRequest(signer, engine.ledger.community, clock.now(), hashes);
      try {
        await keep(site, await fetchTexts(site, request));
      } catch (error) {
        if (error instanceof ProblemError) refuse(site);
        log.info("a node could not be asked for texts", { site, error: messageOf(error) });
      }
    },
  };
}

/** Asks a node; nobody is followed to another address. Throws: ProblemError for too long an answer. */
async function fetchTexts(site: string, request: TextRequest): Promise<GivenTexts> {
  const response = await fetch(`${site}/api/v1/network/texts`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(request),
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT),
  });
  if (response.status !== 200) return {};
  const answer = await readBody(response, ANSWER_MAX);
  return (JSON.parse(new TextDecoder().decode(answer)) as { readonly blobs: GivenTexts }).blobs;
}
