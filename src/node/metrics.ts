import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { CommittedBlock, Engine } from "../engine/engine.ts";
import type { Till } from "./pricing/till.ts";

/** What a node counts about itself; nothing in it tells of a person. */
export interface Metrics {
  action(outcome: string, seconds: number): void;
  block(block: CommittedBlock): void;
  request(method: string, status: number): void;
  /** A request was refused because a budget did not reach. */
  refusedByPrice(): void;
  text(): Promise<string>;
  readonly contentType: string;
}

/** Starts counting. */
export function createMetrics(
  engine: Engine,
  figures: { readonly streams: () => number; readonly till: Till },
): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const actions = new Histogram({
    name: "folkmoot_action_seconds",
    help: "From an action's arrival to its answer.",
    labelNames: ["outcome"],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  });
  const blocks = new Counter({ name: "folkmoot_blocks_total", help: "Blocks made.", registers });
  const done = new Counter({
    name: "folkmoot_actions_total",
    help: "Actions that came into blocks.",
    registers,
  });
  const requests = new Counter({
    name: "folkmoot_requests_total",
    help: "Requests answered.",
    labelNames: ["method", "status"],
    registers,
  });
  gauge(registry, "folkmoot_height", "Height of the newest block.", () => engine.head().height);
  gauge(registry, "folkmoot_waiting_actions", "Actions that wait for a block.", engine.waiting);
  gauge(registry, "folkmoot_event_streams", "Open streams of events.", figures.streams);
  gauge(
    registry,
    "folkmoot_block_age_seconds",
    "Time since the newest block.",
    () => (Date.now() - engine.head().time) / 1000,
  );
  const refused = new Counter({
    name: "folkmoot_refused_by_price_total",
    help: "Requests of strangers that were refused because a budget did not reach.",
    registers,
  });
  priced(registry, figures.till);
  const { consensusCounts } = engine;
  if (consensusCounts !== undefined) {
    counted(registry, "folkmoot_abci_calls_total", "Calls of consensus to the law.", () => {
      return consensusCounts().calls;
    });
    counted(registry, "folkmoot_refused_total", "What the law has turned down, by reason.", () => {
      return consensusCounts().refused;
    });
    counted(
      registry,
      "folkmoot_consensus_errors_total",
      "Errors that consensus has reported, by its part; garbage from peers is among them.",
      () => consensusCounts().reported,
    );
    network(registry, engine);
  }
  return {
    action: (outcome, seconds) => actions.observe({ outcome }, seconds),
    block({ receipts }) {
      blocks.inc();
      done.inc(receipts.length);
    },
    refusedByPrice: () => refused.inc(),
    request: (method, status) => requests.inc({ method, status: String(status) }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

/** What requests cost, and whose they were. */
function priced(registry: Registry, { prices, turns, membersMs }: Till): void {
  counted(registry, "folkmoot_main_thread_ms_total", "Work for requests, by who asked.", () => ({
    members: membersMs(),
    strangers: turns.worked(),
  }));
  gauge(registry, "folkmoot_strangers_waiting", "Strangers' work that waits.", turns.waiting);
  new Gauge({
    name: "folkmoot_request_price_ms",
    help: "What a request of a kind is expected to cost the main thread.",
    labelNames: ["kind"],
    registers: [registry],
    collect() {
      this.reset();
      for (const [kind, ms] of prices.all()) this.set({ kind }, ms);
    },
  });
}

/** Counts that are kept elsewhere, by name. */
function counted(
  registry: Registry,
  name: string,
  help: string,
  read: () => { readonly [name: string]: number },
): void {
  new Counter({
    name,
    help,
    labelNames: ["name"],
    registers: [registry],
    collect() {
      this.reset();
      for (const [label, value] of Object.entries(read())) this.inc({ name: label }, value);
    },
  });
}

/** How many others this node is connected to; nothing while consensus does not answer. */
function network(registry: Registry, engine: Engine): void {
  new Gauge({
    name: "folkmoot_peers",
    help: "Nodes that this one is connected to.",
    registers: [registry],
    async collect() {
      const state = await engine.network?.().catch(() => undefined);
      this.reset();
      if (state !== undefined) this.set(state.peers.length);
    },
  });
}

function gauge(registry: Registry, name: string, help: string, read: () => number): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(read());
    },
  });
}
