import type { Command } from "commander";
import type { PersonId } from "../../protocol/kernel/ids.ts";
import { toPlain } from "../../protocol/kernel/plain.ts";
import { carryOut } from "../acting.ts";
import { type Call, type Cli, declare, withSigner } from "../command.ts";
import { usageError } from "../exit.ts";
import { openMemberSession, openReaderSession } from "../member.ts";
import { called, type Names, readNames } from "../names.ts";
import type { Outcome } from "../outcome.ts";
import { changeLines, lotLines, type NameMachine } from "../seat-lines.ts";

/** What waits for its turn, lots, and wanting a change now. */
export function addNetworkSeats(helper: Command, cli: Cli): void {
  const add = (usage: string, summary: string, run: (call: Call) => Promise<Outcome>) =>
    withSigner(declare(helper, cli, { usage, summary }, run));
  add("changes", "show which changes of seats wait for their turn", changes);
  add("lots", "show the lots, and whose values are missing", lots);
  add("hurry <change>", "say that a change that waits should be made now", hurry);
}

async function changes(call: Call): Promise<Outcome> {
  const session = await openReaderSession(call);
  const names = await readNames(session);
  const query = { person: session.person as PersonId };
  const reading = await session.client.view("validators/changes", query);
  const nameOf = await machineNames(session, names);
  if (reading === undefined) return { plain: {}, lines: [] };
  return { plain: toPlain(reading.value), lines: changeLines(reading.value, nameOf) };
}

async function lots(call: Call): Promise<Outcome> {
  const session = await openReaderSession(call);
  const names = await readNames(session);
  const reading = await session.client.view("validators/lots", {});
  const nameOf = await machineNames(session, names);
  const shown = reading?.value ?? [];
  return { plain: toPlain(shown), lines: lotLines(shown, nameOf) };
}

type Opened = Awaited<ReturnType<typeof openReaderSession>>;

async function machineNames({ client }: Opened, names: Names): Promise<NameMachine> {
  const reading = await client.view("validators/helpers", {});
  const operators = new Map(
    (reading?.value ?? []).map(({ machine, operator }) => [Number(machine), Number(operator)]),
  );
  return (machine) => {
    if (machine === 0) return "the one machine";
    const operator = operators.get(machine) ?? 0;
    return operator === 0
      ? `machine ${machine}`
      : `machine ${machine} of ${called(names, operator)}`;
  };
}

async function hurry(call: Call): Promise<Outcome> {
  const word = String(call.words[0]);
  if (!/^[1-9][0-9]{0,8}$/.test(word)) {
    throw usageError(
      `"${word}" is not the number of a change.`,
      "Changes that wait are numbered.",
      "Look for the number with `folkmoot network helper changes`.",
    );
  }
  const change = Number(word);
  const member = await openMemberSession(call);
  return carryOut(call, member, {
    type: "validators/hurry-change",
    input: { change },
    done: () => `You want change ${change} now. It is made once more than half of all members do.`,
  });
}
