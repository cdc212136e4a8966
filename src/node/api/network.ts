import { encodeRestart } from "../../protocol/chain/restart.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import { readersOf } from "../blobs/text-readers.ts";
import { readTextRequest } from "../blobs/text-request.ts";
import { unconnectedOf } from "../connections.ts";
import type { Api, NodeContext } from "../context.ts";
import { editionStateOf } from "../edition-state.ts";
import { futureBlockOf } from "../future-block.ts";
import { haltOf, haltWords, quorumOf, signersOf } from "../halt.ts";
import { startJson } from "../home/network-file.ts";
import { notFound } from "../problem.ts";
import { readJson } from "./body.ts";
import { heightOf } from "./light.ts";

/** Adds what a member may know of the machines that keep the community, and what they ask each other. */
export function addNetworkRoutes(api: Api, context: NodeContext): void {
  const { engine, network } = context;
  addTexts(api, context);
  addRestarts(api, context);

  api.get("/network", async (c) => {
    const validators = await signersOf(context);
    const halt = await haltOf(context);
    // Consensus may be away while the law still answers.
    const state = await engine.network?.().catch(() => undefined);
    return c.json({
      engine: network === undefined ? "embedded" : "comet",
      height: engine.head().height,
      time: engine.head().time,
      now: context.clock.now(),
      root: toHex(engine.head().root),
      validators,
      quorum: quorumOf(validators.length),
      halt: halt === undefined ? null : { ...halt, words: haltWords(halt) },
      future: futureBlockOf(context) ?? null,
      edition: editionStateOf(context),
      isCatchingUp: state?.isCatchingUp ?? false,
      nodeId: state?.nodeId ?? null,
      peers: state?.peers ?? [],
      // Nothing is said of others while consensus cannot be asked.
      unconnected:
        network === undefined || state === undefined ? null : unconnectedOf(network.peers, state),
      historyFrom: engine.firstBlock(),
      sites: [...(await context.askedSites())],
    });
  });

  api.get("/network/turns/:height", async (c) => {
    const height = heightOf(c.req.param("height"), engine.head().height);
    const turns = await engine.turns?.(height).catch(() => undefined);
    if (turns === undefined) throw notFound(`The turns at block ${height}`);
    return c.json({ height, turns: [...turns] });
  });

  api.get("/network/start", async (c) => {
    if (network === undefined) throw notFound("A network");
    const state = await engine.network?.();
    const address = network.external ?? network.listen;
    return c.json({
      start: startJson(network.start),
      peers: state === undefined ? [] : [`${state.nodeId}@${address}`, ...network.peers],
      timing: network.timing,
      snapshots: [...(state?.snapshots ?? [])],
      ...(network.snapshotEvery === undefined ? {} : { snapshotEvery: network.snapshotEvery }),
    });
  });
}

/** What it costs to read one text from the disk and to check it. Units: milliseconds. */
const READING_MS = 0.1;

/** Adds what the seated machines ask each other for: texts that are not public yet among them. */
function addTexts(api: Api, context: NodeContext): void {
  const { engine } = context;
  api.post("/network/texts", async (c) => {
    const given = await readJson(c.req.raw, context.limits.jsonBytesMax);
    const { community } = engine.ledger;
    const light = await engine.lightBlock(engine.head().height);
    const seated = (light?.validators.validators ?? []).map(({ publicKey }) => publicKey);
    const asked = readTextRequest(given, community, context.clock.now(), seated);
    if (asked === undefined) throw notFound("Such a question");
    const blobs: { [hash: string]: string } = {};
    c.var.bill.add(asked.hashes.length * READING_MS);
    for (const hash of asked.hashes) {
      const text = readersOf(engine.ledger.reader(), context.reasons, hash);
      if (text === undefined || !(asked.isSeated || text.audience === "public")) continue;
      const bytes = await context.blobs.get(hash);
      if (bytes !== undefined) blobs[toHex(hash)] = Buffer.from(bytes).toString("base64");
    }
    return c.json({ blobs });
  });
}

/** Adds the certificates by which the community has begun again where it stood still. */
function addRestarts(api: Api, { restarts }: NodeContext): void {
  api.get("/network/restarts", (c) =>
    c.json({
      restarts: restarts.map(({ restart: { run, height, time, validators } }) => ({
        run,
        height,
        time,
        validators: validators.map(toHex),
      })),
    }),
  );

  api.get("/network/restarts/:run", (c) => {
    const certificate = restarts.find(({ restart }) => String(restart.run) === c.req.param("run"));
    if (certificate === undefined) throw notFound("This restart");
    const bytes = encodeRestart(certificate);
    const { run, height } = certificate.restart;
    return c.json({ run, height, certificate: Buffer.from(bytes).toString("base64") });
  });
}
