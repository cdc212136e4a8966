import type { Hasher } from "../../protocol/kernel/hash.ts";
import { type Clock, systemClock } from "../clock.ts";
import { type Sha256, sha256By } from "../read-text.ts";
import { type AskDeps, type AskNode, askNode } from "../reply.ts";
import { plainWords } from "../shown-problem.ts";
import type { Transport } from "../transport/transport.ts";
import { createEpochs, type Epochs } from "./epochs.ts";
import { createNews, type News } from "./news.ts";
import { createTexts, type Texts } from "./texts.ts";
import { createViews, type Views } from "./views.ts";

/** What a device reads of a node: views, texts and news, and as whom it reads them. */
export interface NodeReading {
  readonly ask: AskNode;
  readonly epochs: Epochs;
  readonly news: News;
  readonly texts: Texts;
  readonly views: Views;
}

/** What reading needs: a way to a node, a clock, a hash, and words where the node says none. */
export interface ReadingDeps extends AskDeps {
  readonly transport: Transport;
  readonly clock: Pick<Clock, "after">;
  readonly sha256: Sha256;
  /** How long changes are gathered until they are told. Units: milliseconds. */
  readonly gatherMs?: number;
  /**
   * Whether what is shown is asked for again after every change, also of other rooms than its own.
   *
   * Why: a view may tell of the rooms below its own, and of the time. Why not always: a page shows many
   * views, and almost every action changes a room that almost all of them read.
   */
  readonly isThorough?: boolean;
}

/** How long changes are gathered, so that several blocks in a row are one question. Units: milliseconds. */
const GATHER_MS = 120;

/** Makes what reads a node: what is shown is asked for again after changes. */
export function createReading(deps: ReadingDeps): NodeReading {
  const { transport, clock, sha256, gatherMs = GATHER_MS, isThorough = false } = deps;
  const ask: AskNode = (question) => askNode(deps, question);
  const epochs = createEpochs();
  const news = createNews({ transport, ask, clock, gatherMs });
  const views = createViews(ask, epochs);
  const texts = createTexts({ ask, epochs, sha256 });
  news.onChange((concerns) => views.refreshAll(isThorough ? () => true : concerns));
  news.onConnection((connection) => {
    if (connection === "live") texts.tryAgain();
  });
  return { ask, epochs, news, texts, views };
}

/** The same for a program: in plain English, with each change told at once and followed. */
export const plainReading = (transport: Transport, hasher: Pick<Hasher, "sha256">): NodeReading =>
  createReading({
    transport,
    clock: systemClock,
    sha256: sha256By(hasher),
    words: () => plainWords,
    gatherMs: 0,
    isThorough: true,
  });
