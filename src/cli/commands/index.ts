import type { Command } from "commander";
import type { Cli } from "../command.ts";
import { addAct } from "./act.ts";
import { addCompletion } from "./completion.ts";
import { addConfig } from "./config.ts";
import { addDemo } from "./demo.ts";
import { addDoctor } from "./doctor.ts";
import { addEdition } from "./edition.ts";
import { addExport } from "./export.ts";
import { addInit } from "./init.ts";
import { addInvite } from "./invite.ts";
import { addKeys } from "./keys.ts";
import { addMember } from "./member.ts";
import { addNetwork } from "./network.ts";
import { addPay } from "./pay.ts";
import { addPropose } from "./propose.ts";
import { addStart } from "./start.ts";
import { addStatus } from "./status.ts";
import { addStop } from "./stop.ts";
import { addVerify } from "./verify.ts";
import { addVersion } from "./version.ts";
import { addView } from "./view.ts";
import { addWhy } from "./why.ts";

/** All commands, in the order in which the help shows them. */
export function addCommands(program: Command, cli: Cli): void {
  addDemo(program, cli);
  addInit(program, cli);
  addStart(program, cli);
  addStop(program, cli);
  addNetwork(program, cli);
  addStatus(program, cli);
  addDoctor(program, cli);
  addEdition(program, cli);
  addVerify(program, cli);
  addExport(program, cli);
  addInvite(program, cli);
  addMember(program, cli);
  addPropose(program, cli);
  addPay(program, cli);
  addAct(program, cli);
  addView(program, cli);
  addWhy(program, cli);
  addKeys(program, cli);
  addConfig(program, cli);
  addCompletion(program, cli);
  addVersion(program, cli);
}
