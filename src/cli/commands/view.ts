import type { Command } from "commander";
import { askJson } from "../../client/ask.ts";
import type { Reading } from "../../client/client.ts";
import { portableHasher } from "../../client/portable-hasher.ts";
import { ownProvedView } from "../../client/proved/own-proved-view.ts";
import { readOrKept } from "../../client/reading/kept-views.ts";
import { plainReading } from "../../client/reading/reading.ts";
import { viewPath } from "../../client/view-path.ts";
import { type Plain, toPlain } from "../../protocol/kernel/plain.ts";
import type { AnyView } from "../../protocol/kernel/view.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { type Call, type Cli, declare, declareGroup, withNode } from "../command.ts";
import { CommandError, EXIT, usageError } from "../exit.ts";
import { inputOf, optionsOf } from "../flags/options.ts";
import { keptLine, keptViews } from "../kept-views.ts";
import { openSessionOrAway } from "../member.ts";
import type { Outcome } from "../outcome.ts";
import { provedDeps, provedLines, provedPlain } from "../proved.ts";
import { roomsOfEditions } from "../rooms-of-editions.ts";
import type { Session } from "../session.ts";
import { watchView } from "../watch-view.ts";

/** Every view of the law, with flags derived from its query. */
export function addView(program: Command, cli: Cli): void {
  const view = declareGroup(program, "view", "read anything that the law shows, by room and name");
  for (const room of roomsOfEditions(folkmootLaw)) {
    if (room.views.length === 0) continue;
    const group = declareGroup(view, room.name, room.summary);
    for (const declared of room.views) addOne(group, cli, declared);
  }
}

function addOne(group: Command, cli: Cli, view: AnyView): void {
  const name = view.name.slice(view.name.indexOf("/") + 1);
  const command = withNode(
    declare(group, cli, { usage: name, summary: view.summary }, (call) => read(call, view)),
  );
  command.option("--proved", "work it out on this computer, from proofs of all that it is made of");
  command.option("--watch", "go on telling whenever it changes, until stopped");
  for (const option of optionsOf(view.query, {})) command.addOption(option);
}

async function read(call: Call, view: AnyView): Promise<Outcome> {
  const session = await openSessionOrAway(call);
  const { transport, community } = session;
  const query = inputOf(view.query, call.flags, { now: community.time });
  if (!query.ok) {
    const [room, name] = view.name.split("/");
    throw usageError(
      `The question does not fit: ${query.reason}.`,
      `${view.name}: ${view.summary}`,
      `See \`folkmoot view ${room} ${name} --help\`.`,
    );
  }
  if (call.flags["proved"] === true) return readProved(call, session, view, query.value);
  const path = viewPath(view.name, query.value);
  const readOnce = async (): Promise<Reading<Plain>> => {
    const question = { method: "GET", path } as const;
    const reading = await askJson<Reading<Plain>>(transport, question, "or nothing");
    if (reading === undefined) throw nothingThere(view);
    return reading;
  };
  if (call.flags["watch"] === true) {
    await readOnce();
    const node = plainReading(transport, portableHasher);
    await watchView(call.terminal, { reading: node, path, isJson: call.isJson });
    return { plain: { ok: true }, lines: [] };
  }
  const { reading, keptAt } = await readOrKept(keptViews(call, session), path, readOnce);
  const lines = [JSON.stringify(reading, undefined, 2)];
  if (keptAt === undefined) return { plain: toPlain(reading), lines };
  const plain = toPlain({ ...reading, keptAt });
  return { plain, lines: [...lines, keptLine(keptAt)], exit: EXIT.notRunning };
}

async function readProved(
  call: Call,
  session: Session,
  { name }: AnyView,
  query: unknown,
): Promise<Outcome> {
  const reading = await ownProvedView(provedDeps(call, session), { name, query });
  const value = (reading.value ?? null) as Plain;
  return {
    plain: { value, ...provedPlain(reading) },
    lines: [JSON.stringify(value, undefined, 2), ...provedLines(reading)],
  };
}

function nothingThere(view: AnyView): CommandError {
  return new CommandError("There is no such thing.", {
    why: `${view.name} has nothing under what was asked for.`,
    remedy: "Check the number.",
    code: "cli/not-found",
  });
}
