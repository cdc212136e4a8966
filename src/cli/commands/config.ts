import { existsSync } from "node:fs";
import type { Command } from "commander";
import { homeLayout, readPublicAddress } from "../../node/index.ts";
import { type Call, type Cli, declare, declareGroup } from "../command.ts";
import { CommandError, usageError } from "../exit.ts";
import type { Outcome } from "../outcome.ts";
import { HOME_SETTINGS, isSetting, keepSetting, SETTINGS, type SettingName } from "../settings.ts";

/** Shows and changes what is set for all commands. */
export function addConfig(program: Command, cli: Cli): void {
  const config = declareGroup(program, "config", "show and change what holds for all commands");
  declare(config, cli, { usage: "show", summary: "show every setting" }, show).option(
    "--origin",
    "and where it comes from",
  );
  declare(config, cli, { usage: "get <name>", summary: "show one setting" }, (call) => {
    const { value } = call.settings.get(settingName(call));
    return { plain: value, lines: [value] };
  });
  declare(config, cli, { usage: "set <name> <value>", summary: "keep a setting in the file" }, set);
  declare(config, cli, { usage: "path", summary: "show where the file is" }, ({ settings }) => ({
    plain: settings.path,
    lines: [settings.path],
  }));
}

function show({ settings, flags }: Call): Outcome {
  const all = SETTINGS.map((name) => ({ name, ...settings.get(name) }));
  const lines = all.map(({ name, value, origin }) =>
    flags["origin"] === true ? `${name} = ${value}  (${origin})` : `${name} = ${value}`,
  );
  return { plain: all, lines };
}

function set(call: Call): Outcome {
  const name = settingName(call);
  const value = String(call.words[1]);
  const path = HOME_SETTINGS.includes(name) ? homeConfig(call, name) : call.settings.path;
  if (name === "public-address") readPublicAddress(value);
  keepSetting(path, name, value);
  return { plain: { ok: true, name, value }, lines: [`${name} = ${value}, kept in ${path}`] };
}

/** Where the settings of a home are kept, which has to be there. */
function homeConfig({ settings }: Call, name: SettingName): string {
  const home = settings.get("home").value;
  const layout = homeLayout(home);
  if (existsSync(layout.founding) || existsSync(layout.waiting)) return layout.config;
  throw new CommandError("There is no community here.", {
    why: `${name} belongs to one community, and none lives in ${home}.`,
    remedy: "Found one with `folkmoot init`, or name the right home with --home.",
    code: "no-home",
  });
}

function settingName({ words }: Call): SettingName {
  const name = String(words[0]);
  if (isSetting(name)) return name;
  throw usageError(
    `There is no setting ${name}.`,
    `There are ${SETTINGS.join(", ")}.`,
    "See `folkmoot config show --origin`.",
  );
}
