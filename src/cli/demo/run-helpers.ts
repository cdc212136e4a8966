import { nativeHasher } from "../../engine/native-hasher.ts";
import { readValidatorKey } from "../../node/home/validator-key.ts";
import type { DemoHelper, HelperAnswer, HomeLayout } from "../../node/index.ts";
import { toHex } from "../../protocol/kernel/bytes.ts";
import type { Call } from "../command.ts";
import { CommandError } from "../exit.ts";
import { answerHelper, type Question, seenFrom } from "./helper-channel.ts";
import { introduceHelpers } from "./helper-ports.ts";
import { createHelperProcess, type HelperProcess } from "./helper-process.ts";
import { HELPING } from "./helping.ts";
import { MEMBERS } from "./people.ts";
import { wakeLeftBehind } from "./wake-left.ts";

/** What the nodes of a demonstration are run with. */
export interface HelpersRun {
  /** The folder of the demonstration. */
  readonly home: string;
  readonly homes: readonly HomeLayout[];
  readonly host: string;
  /** Where each node answers. */
  readonly ports: readonly number[];
  /** Called once all of them answer, with their addresses. */
  readonly onReady: (urls: readonly string[]) => Promise<void>;
}

/** Everything that is known of a helper but how it is doing. */
type Facts = Pick<DemoHelper, "helper" | "name" | "address" | "url">;

/** A helper and its process. */
interface Running {
  readonly facts: Facts;
  readonly process: HelperProcess;
}

/**
 * Runs all nodes of a demonstration until the command is told to stop; Ctrl-C stops all of them.
 *
 * Throws: CommandError where a node cannot start, or where none runs any more.
 */
export async function runHelpers(call: Call, run: HelpersRun): Promise<void> {
  await wakeLeftBehind(run.homes);
  const facts = await factsOf(run);
  await introduceHelpers(
    run.homes,
    facts.map(({ url }) => url),
  );
  const all: Running[] = [];
  let over: () => void = () => {};
  const stopped = new Promise<void>((resolve) => {
    over = resolve;
  });
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, over);
  let isEnding = false;
  const noneLeft = new Promise<never>((_, reject) => {
    const look = (ended: number): void => {
      if (isEnding) return;
      const fault = all[ended - 1]?.process.fault();
      if (typeof fault === "string") call.terminal.err(`Helper ${ended} has ended: ${fault}`);
      if (all.every(({ process: each }) => each.state() === "stopped")) {
        reject(nobodyRuns(all));
      }
    };
    all.push(
      ...facts.map((each) => ({
        facts: each,
        process: processOf(call, run, each, { all, onEnd: look }),
      })),
    );
  });
  noneLeft.catch(() => {});
  try {
    for (const { process: each } of all) each.follow("start");
    const ready = Promise.all(all.map(({ facts: each, process: one }) => readyOr(each, one)));
    const isStopped = await Promise.race([stopped.then(() => true), ready.then(() => false)]);
    if (isStopped) return;
    await run.onReady(facts.map(({ url }) => url));
    await Promise.race([stopped, noneLeft]);
  } finally {
    isEnding = true;
    await Promise.all(all.map(({ process: each }) => each.end()));
    for (const signal of signals) process.off(signal, over);
  }
}

async function factsOf({ homes, host, ports }: HelpersRun): Promise<readonly Facts[]> {
  const name = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  const shown = name.includes(":") ? `[${name}]` : name;
  return Promise.all(
    homes.map(async (layout, at) => {
      const { publicKey } = await readValidatorKey(layout);
      return {
        helper: at + 1,
        name: MEMBERS[(HELPING[at]?.person ?? 1) - 1]?.name ?? "",
        address: toHex(nativeHasher.sha256(publicKey).slice(0, 20)),
        url: `http://${shown}:${ports[at]}`,
      };
    }),
  );
}

/** All helpers of a run, and what happens when one of them ends. */
interface Others {
  readonly all: readonly Running[];
  readonly onEnd: (helper: number) => void;
}

function processOf(
  call: Call,
  { home, host, ports }: HelpersRun,
  { helper }: Facts,
  { all, onEnd }: Others,
): HelperProcess {
  const where = ["--port", String(ports[helper - 1]), "--host", host];
  return createHelperProcess({
    words: ["demo", "--home", home, "--helper", String(helper), ...where, "--json"],
    onChild: (child) => answerHelper(child, (order) => answerOf(all, helper, order)),
    onWarning: (words) => call.terminal.err(`Helper ${helper}: ${words}`),
    onEnd: () => onEnd(helper),
  });
}

/** Carries out what the page of one helper asks for. */
function answerOf(all: readonly Running[], from: number, order: Question["order"]): HelperAnswer {
  if (order !== undefined) {
    const asked = all.find(({ facts }) => facts.helper === order.helper);
    if (asked === undefined) return { ok: false, why: "unknown" };
    // Anyone who stopped the helper that the page comes from could not start it again there.
    const isLast = order.helper === from && (order.order === "stop" || order.order === "pause");
    if (isLast) return { ok: false, why: "here" };
    if (!asked.process.follow(order.order)) return { ok: false, why: "not-now" };
  }
  const now = all.map(({ facts, process: each }) => {
    return { ...facts, state: each.state(), fault: each.fault() };
  });
  return { ok: true, helpers: seenFrom(from, now) };
}

async function readyOr({ helper }: Facts, { ready, fault }: HelperProcess): Promise<void> {
  try {
    await ready;
  } catch {
    throw new CommandError(`Helper ${helper} did not start.`, {
      why: fault() ?? "Its process has ended.",
      remedy: "Mend that, then run the demonstration again; or begin again with --reset.",
      code: "cli/helper-ended",
    });
  }
}

function nobodyRuns(all: readonly Running[]): CommandError {
  const faults = all.map(
    ({ facts, process: each }) => `${facts.helper}: ${each.fault() ?? "ended"}`,
  );
  return new CommandError("No helper runs any more.", {
    why: faults.join(" "),
    remedy: "Run the demonstration again; nothing that was agreed on is lost.",
    code: "cli/helpers-ended",
  });
}
