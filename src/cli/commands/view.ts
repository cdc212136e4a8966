import type { Command } from "commander";
import { askJson } from "../../client/ask.ts";
import { type Plain, toPlain } from "../../protocol/kernel/plain.ts";
import type { AnyView } from "../../protocol/kernel/view.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { type Call, type Cli, declare, declareGroup, withNode } from "../command.ts";
import { CommandError, usageError } from "../exit.ts";
import { inputOf, optionsOf } from "../flags/options.ts";
import { openSession } from "../member.ts";
import type { Outcome } from "../outcome.ts";
import { roomsOfEditions } from "../rooms-of-editions.ts";

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
  const command = withNode(declare(group, cli, name, view.summary, (call) => read(call, view)));
  for (const option of optionsOf(view.query, {})) command.addOption(option);
}

async function read(call: Call, view: AnyView): Promise<Outcome> {
  const { transport, community } = await openSession(call);
  const query = inputOf(view.query, call.flags, { now: community.time });
  if (!query.ok) {
    const [room, name] = view.name.split("/");
    throw usageError(
      `The question does not fit: ${query.reason}.`,
      `${view.name}: ${view.summary}`,
      `See \`folkmoot view ${room} ${name} --help\`.`,
    );
  }
  const search = new URLSearchParams();
  for (const [field, value] of Object.entries(toPlain(query.value) as object)) {
    search.set(field, String(value));
  }
  const path = `/views/${view.name}${search.size > 0 ? `?${search}` : ""}`;
  const reading = await askJson<Plain>(transport, { method: "GET", path }, "or nothing");
  if (reading === undefined) {
    throw new CommandError("There is no such thing.", {
      why: `${view.name} has nothing under what was asked for.`,
      remedy: "Check the number.",
      code: "cli/not-found",
    });
  }
  return { plain: reading, lines: [JSON.stringify(reading, undefined, 2)] };
}
