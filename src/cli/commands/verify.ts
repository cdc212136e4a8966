import type { Command } from "commander";
import { type HomeVerdict, verifyHome } from "../../node/index.ts";
import { type Call, type Cli, declare } from "../command.ts";
import { EXIT } from "../exit.ts";
import { withStillHome } from "../home-copy.ts";
import type { Outcome } from "../outcome.ts";

/** Carries out the whole history again and compares everything with what the home holds. */
export function addVerify(program: Command, cli: Cli): void {
  const summary = "carry out the whole history again and compare everything with what is kept";
  declare(program, cli, { usage: "verify", summary }, verify);
}

async function verify(call: Call): Promise<Outcome> {
  const home = call.settings.get("home").value;
  return withStillHome(home, async (still, isCopy) => outcomeOf(await verifyHome(still), isCopy));
}

function outcomeOf(verdict: HomeVerdict, isCopy: boolean): Outcome {
  if (verdict.ok) {
    const { first, height, appHash } = verdict;
    const lines = [
      `Everything is as it should be ${first === 1 ? "" : `from block ${first} `}up to block ${height}.`,
      ...(first === 1
        ? []
        : [
            `What happened before is not in this home. It took the state after block ${first - 1} over from`,
            `other nodes; block ${first} carries that state's root, signed by those who agreed on it.`,
          ]),
      ...(isCopy ? ["The node runs and has gone on since: this is its home at one moment."] : []),
      `The state's root is ${appHash}.`,
    ];
    return { plain: verdict, lines };
  }
  if (verdict.isStillToCopy === true) {
    const lines = [
      `All is as it should be up to block ${(verdict.block ?? 1) - 1}. Block ${verdict.block} was agreed on, and this home has not copied it from CometBFT yet.`,
      "The machine was stopped in a hurry; nothing is lost.",
      "Start the node for a moment, stop it, and verify again.",
    ];
    return { plain: verdict, lines, exit: EXIT.error };
  }
  const lines = [
    `The history is not whole: ${verdict.reason}.`,
    "What is kept in this home is not what the community has done.",
    "Restore the home from a backup and verify that; do not start a node on this one.",
  ];
  return { plain: verdict, lines, exit: EXIT.error };
}
