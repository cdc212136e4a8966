import type { Command } from "commander";
import {
  homeLayout,
  lockHolder,
  makeClaim,
  readPublicAddress,
  readWaiting,
} from "../../node/index.ts";
import { type Call, type Cli, declare } from "../command.ts";
import { CommandError, EXIT } from "../exit.ts";
import { founderLines, founderLink } from "../founder-lines.ts";
import type { Outcome } from "../outcome.ts";

/** Says where the community is opened; while it waits for its founder, by a new link. */
export function addOpen(program: Command, cli: Cli): void {
  declare(
    program,
    cli,
    {
      usage: "open",
      summary: "print where to open your community; before it is founded, your link",
    },
    open,
  );
}

async function open({ settings }: Call): Promise<Outcome> {
  const home = settings.get("home").value;
  const layout = homeLayout(home);
  const holder = await lockHolder(layout.lock);
  if (holder?.url === undefined) throw notRunning(home);
  const publicAddress = readPublicAddress(settings.get("public-address").value);
  const doors = { url: holder.url, publicAddress };
  const waiting = await readWaiting(layout);
  if (waiting === undefined) {
    const address = publicAddress ?? holder.url;
    return { plain: { ok: true, waiting: false, address }, lines: [address] };
  }
  const claim = await makeClaim(layout, Date.now());
  const plain = { ok: true, waiting: true, link: founderLink(claim, doors), until: claim.until };
  return { plain, lines: founderLines(waiting.name, claim, doors) };
}

function notRunning(home: string): CommandError {
  return new CommandError("No node is running.", {
    why: `Nobody holds ${home}.`,
    remedy: "Start it with `folkmoot start`, then open it.",
    exit: EXIT.notRunning,
    code: "cli/not-running",
  });
}
