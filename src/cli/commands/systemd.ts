import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir, userInfo } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { Command } from "commander";
import { programPath } from "../../engine/package-root.ts";
import { homeLayout, readHomeFounding, readNote } from "../../node/index.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { type Call, type Cli, declare, declareGroup } from "../command.ts";
import { CommandError } from "../exit.ts";
import type { Outcome } from "../outcome.ts";
import { serviceName, serviceUnit } from "../service-unit.ts";

/** Running a node by itself, from the moment the computer starts. */
export function addService(program: Command, cli: Cli): void {
  const group = declareGroup(
    program,
    "service",
    "have the system run your node by itself (systemd)",
  );
  declare(
    group,
    cli,
    {
      usage: "install",
      summary: "write the service, shut off from what it does not need, and start it",
    },
    install,
  )
    .option(
      "--system",
      "for the whole system, as root; else for you, also while you are signed out",
    )
    .option("--port <number>", "where it listens")
    .option("--host <address>", "on which address it listens")
    .option("--print", "only show what would be written");
  declare(
    group,
    cli,
    { usage: "remove", summary: "stop the service and take it away; the home stays" },
    remove,
  ).option("--system", "the one of the whole system");
}

/** Where a service is written, and how it is spoken to. */
interface Place {
  readonly name: string;
  readonly path: string;
  readonly isOfSystem: boolean;
  readonly control: readonly string[];
}

function placeOf(call: Call, home: string): Place {
  const isOfSystem = call.flags["system"] === true;
  const config = call.terminal.env["XDG_CONFIG_HOME"] || join(homedir(), ".config");
  const folder = isOfSystem ? "/etc/systemd/system" : join(config, "systemd", "user");
  const name = serviceName(home);
  const control = isOfSystem ? ["systemctl"] : ["systemctl", "--user"];
  return { name, path: join(folder, name), isOfSystem, control };
}

async function install(call: Call): Promise<Outcome> {
  const home = resolve(call.settings.get("home").value);
  const layout = homeLayout(home);
  // A home that waits for its founder is started by the same words.
  if (!existsSync(layout.waiting)) await readHomeFounding(folkmootLaw, layout);
  const place = placeOf(call, home);
  const schedule = await readNote(layout, "schedule");
  const unit = serviceUnit({
    home,
    node: process.execPath,
    program: programPath(),
    words: [...flagWords(call, "port"), ...flagWords(call, "host"), "--log-level", "info"],
    folders: schedule === undefined ? [] : [schedule.folder],
    config: call.settings.path,
    user: place.isOfSystem ? ownerOf(home) : undefined,
    isNetwork: existsSync(layout.network),
  });
  if (call.flags["print"] === true) {
    return { plain: { path: place.path, unit }, lines: unit.trimEnd().split("\n") };
  }
  write(place.path, unit);
  const asked = [
    [...place.control, "daemon-reload"],
    ...(place.isOfSystem ? [] : [["loginctl", "enable-linger", userInfo().username]]),
    [...place.control, "enable", "--now", place.name],
  ];
  const failed = asked.filter((words) => !isDone(words));
  return {
    plain: {
      ok: failed.length === 0,
      path: place.path,
      failed: failed.map((words) => words.join(" ")),
    },
    lines: [
      `The service is in ${place.path}.`,
      ...(failed.length === 0
        ? ["It runs now, and whenever this computer does. What it says: ", `  ${journal(place)}`]
        : [
            "It was not started; as root or as you, run:",
            ...failed.map((words) => `  ${words.join(" ")}`),
          ]),
      ...(schedule === undefined
        ? ["If you have it make backups later, install it again: it may write to the home alone."]
        : []),
    ],
  };
}

function remove(call: Call): Outcome {
  const home = resolve(call.settings.get("home").value);
  const place = placeOf(call, home);
  if (!existsSync(place.path)) {
    throw new CommandError("There is no such service.", {
      why: `${place.path} is not there.`,
      remedy: "Name its home with --home, and add --system if it is the whole system's.",
      code: "cli/no-service",
    });
  }
  const stopped = isDone([...place.control, "disable", "--now", place.name]);
  rmSync(place.path);
  isDone([...place.control, "daemon-reload"]);
  return {
    plain: { ok: true, path: place.path, stopped },
    lines: [
      `${place.path} is gone; the home ${home} stays as it is.`,
      ...(stopped ? [] : ["The system did not answer: if the node still runs, `folkmoot stop`."]),
    ],
  };
}

function flagWords(call: Call, name: "port" | "host"): readonly string[] {
  const { value, origin } = call.settings.get(name);
  return origin === "default" ? [] : [`--${name}`, value];
}

/** Whose the home is: as them the node runs, so that it can read it and nobody else's. */
function ownerOf(home: string): string {
  return String(statSync(home).uid);
}

function write(path: string, unit: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, unit);
  } catch (cause) {
    throw new CommandError(`The service was not written to ${path}.`, {
      why: "The folder cannot be written.",
      remedy: "Run it as root with --system, or without --system for yourself.",
      code: "cli/no-service",
      cause,
    });
  }
}

const journal = ({ isOfSystem, name }: Place): string =>
  `journalctl ${isOfSystem ? "" : "--user "}-u ${name} -f`;

/** Asks the system; false where there is no such program, or it refuses. */
function isDone([program = "", ...words]: readonly string[]): boolean {
  return spawnSync(program, words, { stdio: "ignore", timeout: 60_000 }).status === 0;
}
