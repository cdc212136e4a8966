import type { Command } from "commander";
import { everyRow } from "../../client/every-row.ts";
import { carryOut } from "../acting.ts";
import { type Call, type Cli, declare, declareGroup, withSigner } from "../command.ts";
import { CommandError, usageError } from "../exit.ts";
import { openMemberSession, openReaderSession } from "../member.ts";
import { formatMoment } from "../moments.ts";
import { called, readNames, readTitles } from "../names.ts";
import type { Outcome } from "../outcome.ts";

const SAID = { accept: "You have accepted", decline: "You have declined" } as const;

/** Circles: who is in them, how they decide, and what stands offered to one. */
export function addCircle(program: Command, cli: Cli): void {
  const group = declareGroup(program, "circle", "circles: list, show, accept or decline a place");
  const add = (usage: string, summary: string, run: (call: Call) => Promise<Outcome>) =>
    withSigner(declare(group, cli, { usage, summary }, run));
  add("list", "show all circles", list);
  add("show <circle>", "show who is in a circle, its roles, and how it decides", show);
  add("offers", "show the places and roles that stand offered to you", offers);
  add("accept <circle>", "accept a place in a circle", answerPlace("accept"));
  add("decline <circle>", "decline a place in a circle", answerPlace("decline"));
  add("accept-role <role>", "accept a role", answerRole("accept"));
  add("decline-role <role>", "decline a role", answerRole("decline"));
  add("leave <circle>", "leave a circle, and the roles that you hold there", leave);
}

async function list(call: Call): Promise<Outcome> {
  const { client } = await openReaderSession(call);
  const reading = await client.view("circles/list", {});
  const all = reading?.value ?? [];
  const titles = await readTitles(
    client,
    all.map(({ purpose }) => purpose),
  );
  const lines = all.map(({ circle, purpose, isOpen, members }) => {
    const name = circle === 1 ? "everyone" : (titles.get(purpose) ?? "(purpose not readable)");
    const size = members === 1 ? "1 person" : `${members} people`;
    return `${String(circle).padStart(4)}  ${name}, ${isOpen ? size : "closed"}`;
  });
  return { plain: all, lines };
}

async function show(call: Call): Promise<Outcome> {
  const circle = wholeNumber(String(call.words[0]));
  const session = await openReaderSession(call);
  const reading = await session.client.view("circles/circle", { circle });
  if (reading === undefined) {
    throw new CommandError(`There is no circle ${circle}.`, {
      why: "No circle has that number.",
      remedy: "See `folkmoot circle list`.",
      code: "cli/not-found",
    });
  }
  const shown = reading.value;
  const names = await readNames(session);
  const titles = await readTitles(
    session.client,
    shown.roles.map(({ purpose }) => purpose),
  );
  const inside = (await everyRow(session.client, "circles/people", { circle })) ?? [];
  const people = inside.map((person) => called(names, person)).join(", ");
  const lines = [
    `Circle ${circle}${shown.isOpen ? "" : ", closed"}: ${people || "nobody is in it"}.`,
    ...shown.offered.map(({ person, until }) => {
      return `${called(names, person)} may come in by accepting, until ${formatMoment(until)}.`;
    }),
    ...shown.roles.map(({ role, purpose, holder, offeredTo }) => {
      const held = holder === 0 ? "nobody holds it" : `held by ${called(names, holder)}`;
      const asked = offeredTo === 0 ? "" : `; offered to ${called(names, offeredTo)}`;
      return `Role ${role}, ${titles.get(purpose) ?? "(not readable)"}: ${held}${asked}.`;
    }),
    ...shown.policies.map(({ kind, sentence }) => `${kind}: ${sentence}`),
  ];
  return { plain: { ...shown, people: inside }, lines };
}

async function offers(call: Call): Promise<Outcome> {
  const { client, person } = await openMemberSession(call);
  const reading = await client.view("circles/offers", { person });
  const all = reading?.value ?? [];
  const lines = all.map(({ circle, role, until }) => {
    const accept = role === 0 ? `accept ${circle}` : `accept-role ${role}`;
    const what = role === 0 ? `A place in circle ${circle}` : `Role ${role} of circle ${circle}`;
    return `${what}, until ${formatMoment(until)}: folkmoot circle ${accept}`;
  });
  return {
    plain: all,
    lines: lines.length === 0 ? ["Nothing stands offered to you."] : lines,
  };
}

function answerPlace(verb: "accept" | "decline") {
  return async (call: Call): Promise<Outcome> => {
    const circle = wholeNumber(String(call.words[0]));
    const done = () => `${SAID[verb]} the place in circle ${circle}.`;
    const type = `circles/${verb}-place` as const;
    return carryOut(call, await openMemberSession(call), { type, input: { circle }, done });
  };
}

function answerRole(verb: "accept" | "decline") {
  return async (call: Call): Promise<Outcome> => {
    const role = wholeNumber(String(call.words[0]));
    const done = () => `${SAID[verb]} role ${role}.`;
    const type = `circles/${verb}-role` as const;
    return carryOut(call, await openMemberSession(call), { type, input: { role }, done });
  };
}

async function leave(call: Call): Promise<Outcome> {
  const circle = wholeNumber(String(call.words[0]));
  const member = await openMemberSession(call);
  const done = () => `You are no longer in circle ${circle}.`;
  return carryOut(call, member, { type: "circles/leave-circle", input: { circle }, done });
}

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw usageError(
    `"${text}" is not a number.`,
    "Circles and roles are numbered.",
    "See `folkmoot circle list`, or `folkmoot circle show`.",
  );
}
