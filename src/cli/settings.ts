import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { wordsOf } from "../engine/system-words.ts";
import { CommandError, usageError } from "./exit.ts";

/** What can be set once for all commands. */
export const SETTINGS = [
  "home",
  "node",
  "as",
  "keys",
  "port",
  "host",
  "trusted-proxies",
  "public-names",
  "base-path",
  "disk-reserve",
  "text-space",
  "person-text-space",
] as const;

/** The name of a setting. */
export type SettingName = (typeof SETTINGS)[number];

/** Where a setting comes from; the earlier ones win. */
export type Origin = "flag" | "environment" | "file" | "default";

/** A setting and where it comes from. */
export interface Setting {
  readonly value: string;
  readonly origin: Origin;
}

/** All settings of one call. */
export interface Settings {
  /** Path of the file in which settings are kept. */
  readonly path: string;
  get(name: SettingName): Setting;
  /** The value, or nothing when nobody has set it. */
  given(name: SettingName): string | undefined;
}

type Env = { readonly [name: string]: string | undefined };

const filled = (text: string | undefined): string | undefined => (text === "" ? undefined : text);

const configFolder = (env: Env): string =>
  join(filled(env["XDG_CONFIG_HOME"]) ?? join(homedir(), ".config"), "folkmoot");

/** The folder for communities' data when nothing else is said. */
export function dataFolder(env: Env): string {
  return join(filled(env["XDG_DATA_HOME"]) ?? join(homedir(), ".local", "share"), "folkmoot");
}

/** The path of the file in which settings are kept. */
export function configPath(env: Env): string {
  return filled(env["FOLKMOOT_CONFIG"]) ?? join(configFolder(env), "config.json");
}

/** Tells whether a word names a setting. */
export function isSetting(word: string): word is SettingName {
  return (SETTINGS as readonly string[]).includes(word);
}

/** Puts the settings of one call together: flags win over environment, file and defaults. */
export function readSettings(env: Env, flags: { readonly [name: string]: unknown }): Settings {
  const path = configPath(env);
  const file = readConfig(path);
  const defaults: { readonly [S in SettingName]: string } = {
    home: join(dataFolder(env), "community"),
    node: "",
    as: "",
    keys: join(configFolder(env), "keys"),
    port: "8080",
    host: "127.0.0.1",
    "trusted-proxies": "",
    "public-names": "",
    "base-path": "",
    "disk-reserve": "",
    "text-space": "",
    "person-text-space": "",
  };
  const get = (name: SettingName): Setting => {
    const flag = flags[flagOf(name)];
    if (typeof flag === "string") return { value: flag, origin: "flag" };
    const environment = filled(env[variableOf(name)]);
    if (environment !== undefined) return { value: environment, origin: "environment" };
    const kept = file[name];
    if (kept !== undefined) return { value: kept, origin: "file" };
    return { value: defaults[name], origin: "default" };
  };
  return {
    path,
    get,
    given: (name) => (get(name).origin === "default" ? undefined : get(name).value),
  };
}

/** The name under which the command line keeps a setting that was given as a flag. */
function flagOf(name: SettingName): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The variable of the environment that holds a setting. */
function variableOf(name: SettingName): string {
  return `FOLKMOOT_${name.toUpperCase().replaceAll("-", "_")}`;
}

/** The words of a setting that is a list, as between commas. */
export function listOf({ value }: Setting): readonly string[] {
  return value
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

/** Reads the file of settings; no file is an empty one. */
export function readConfig(path: string): { readonly [name: string]: string } {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    if ((cause as { code?: unknown }).code === "ENOENT") return {};
    throw unreadable(path, cause);
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw unreadable(path, cause);
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    throw unreadable(path, new Error("It is not a JSON object."));
  }
  for (const [name, value] of Object.entries(parsed)) {
    if (!isSetting(name)) throw unreadable(path, new Error(`There is no setting ${name}.`));
    if (typeof value !== "string") throw unreadable(path, new Error(`${name} is not a text.`));
  }
  return parsed as { readonly [name: string]: string };
}

function unreadable(path: string, cause: unknown): CommandError {
  return new CommandError(`The settings in ${path} cannot be read.`, {
    why: wordsOf(cause),
    remedy: "Mend the file or remove it.",
    code: "cli/config",
    cause,
  });
}

/** The port that a setting names. */
export function portOf(setting: Setting): number {
  const port = Number(setting.value);
  if (/^\d{1,5}$/.test(setting.value) && port <= 65535) return port;
  throw usageError(
    `"${setting.value}" is not a port.`,
    `A port is a whole number from 0 to 65535 (from ${setting.origin}).`,
    "Choose one such as 8080; 0 lets the computer choose a free one.",
  );
}
