import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { readAction } from "../../client/action-input.ts";
import type { ActionType } from "../../client/action-types.ts";
import { wordsOf } from "../../engine/system-words.ts";
import type { AnyAction } from "../../protocol/kernel/action.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { type ActionRequest, carryOut } from "../acting.ts";
import { type Call, type Cli, declare, declareGroup, withSigner } from "../command.ts";
import { CommandError, EXIT, usageError } from "../exit.ts";
import { inputOf, optionsOf, wholeInputOf } from "../flags/options.ts";
import { chooseSigner, openMemberSession, openSession } from "../member.ts";
import type { Outcome } from "../outcome.ts";
import { roomsOfEditions } from "../rooms-of-editions.ts";
import { signingClient } from "../signing-client.ts";

/** Every action of the law, with flags derived from its declaration. */
export function addAct(program: Command, cli: Cli): void {
  const act = declareGroup(program, "act", "do anything that the law knows, by room and name");
  for (const room of roomsOfEditions(folkmootLaw)) {
    if (room.actions.length === 0) continue;
    const group = declareGroup(act, room.name, room.summary);
    for (const action of room.actions) addAction(group, cli, action);
  }
}

const NOTES: { readonly [author: string]: string } = {
  circle: " (only by a decision; see `folkmoot propose`)",
  machine: " (only by a machine, by itself)",
};

function addAction(group: Command, cli: Cli, action: AnyAction): void {
  const name = action.type.slice(action.type.indexOf("/") + 1);
  const note = NOTES[action.author] ?? "";
  const command = declare(
    group,
    cli,
    { usage: name, summary: `${action.summary}${note}` },
    (call) => actOut(call, action),
  );
  withSigner(command).option("--input <json|@file>", "the whole input as JSON, instead of flags");
  for (const option of optionsOf(action.input, action.about)) command.addOption(option);
}

async function actOut(call: Call, action: AnyAction): Promise<Outcome> {
  if (action.author === "circle") throw onlyByDecision(action);
  if (action.author === "machine") throw onlyByMachines(action);
  const requestAt = (now: number): ActionRequest<ActionType> => {
    const { type, input } = readAction(action.type, readInput(call, action, now));
    return { type, input, done: () => `Done: ${type}.` };
  };
  if (action.joinsWith === undefined) {
    const member = await openMemberSession(call);
    return carryOut(call, member, requestAt(member.community.time));
  }
  const session = await openSession(call);
  const request = requestAt(session.community.time);
  const signer = await chooseSigner(call, session.transport, session.community);
  const client = signingClient(call, session, signer);
  return carryOut(call, { ...session, client, person: 0, own: undefined }, request);
}

/** The input of an action: from --input as a whole, else from its flags. */
function readInput(call: Call, action: AnyAction, now: number): unknown {
  const whole = call.flags["input"];
  const read =
    typeof whole === "string"
      ? wholeInputOf(action.input, parseJson(whole))
      : inputOf(action.input, call.flags, { now });
  if (read.ok) return read.value;
  const [room, name] = action.type.split("/");
  throw usageError(
    `The input does not fit: ${read.reason}.`,
    `${action.type}: ${action.summary}`,
    `See \`folkmoot act ${room} ${name} --help\`.`,
  );
}

function parseJson(given: string): unknown {
  try {
    return JSON.parse(given.startsWith("@") ? readFileSync(given.slice(1), "utf8") : given);
  } catch (cause) {
    throw usageError(
      "The value of --input cannot be read.",
      wordsOf(cause),
      "Give JSON, or @ and the path of a file with JSON.",
    );
  }
}

function onlyByMachines(action: AnyAction): CommandError {
  return new CommandError("Only a machine that signs blocks says this, by itself.", {
    why: `${action.type} is proven with the key of a machine.`,
    remedy: "Nothing needs to be done: a node sends it when its machine is asked.",
    exit: EXIT.refused,
    code: "kernel/only-by-machines",
  });
}

function onlyByDecision(action: AnyAction): CommandError {
  return new CommandError("Only a circle can do this, by a decision.", {
    why: `${action.type} changes something that belongs to all.`,
    remedy: `Propose it: folkmoot propose new --effect ${action.type} …`,
    exit: EXIT.refused,
    code: "kernel/not-for-people",
  });
}
