import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { wordsOf } from "../engine/system-words.ts";
import { homeLayout } from "../node/home/layout.ts";
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
  "public-address",
  "base-path",
  "disk-reserve",
  "text-space",
  "person-text-space",
] as const;

/** The name of a setting. */
export type SettingName = (typeof SETTINGS)[number];

/** Settings that belong to one community, and so are kept in its home. */
export const HOME_SETTINGS: readonly SettingName[] = ["public-address"];

/** Where a setting comes from; the earlier ones win. */
export type Origin = "flag" | "environment" | "home" | "file" | "default";

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

/** Keeps a setting in a file of settings. */
export function keepSetting(path: string, name: SettingName, value: string): void {
  const next = { ...readConfig(path), [name]: value };
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, `${JSON.stringify(next, undefined, 2)}\n`);
  renameSync(`${path}.new`, path);
}

/** Tells whether a word names a setting. */
export function isSetting(word: string): word is SettingName {
  return (SETTINGS as readonly string[]).includes(word);
}

/** Puts the settings of one call together: flags win over environment, home, file and defaults. */
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
    "public-address": "none",
    "base-path": "",
    "disk-reserve": "",
    "text-space": "",
    "person-text-space": "",
  };
  const said = (name: SettingName): Setting | undefined => {
    const flag = flags[flagOf(name)];
    if (typeof flag === "string") return { value: flag, origin: "flag" };
    const environment = filled(env[variableOf(name)]);
    return environment === undefined ? undefined : { value: environment, origin: "environment" };
  };
  const kept = (name: SettingName): Setting => {
    const value = file[name];
    return value === undefined
      ? { value: defaults[name], origin: "default" }
      : { value, origin: "file" };
  };
  const ofHome = readHomeConfig((said("home") ?? kept("home")).value);
  const get = (name: SettingName): Setting => {
    const inHome = ofHome[name];
    const own: Setting | undefined =
      inHome === undefined ? undefined : { value: inHome, origin: "home" };
    return said(name) ?? own ?? kept(name);
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

/**
 * Reads the settings of one home.
 *
 * Why few: a folder that somebody hands over must not say where keys lie or whom the node trusts.
 */
function readHomeConfig(home: string): { readonly [name: string]: string } {
  const { config } = homeLayout(home);
  const read = readConfig(config);
  for (const name of Object.keys(read)) {
    if (HOME_SETTINGS.some((each) => each === name)) continue;
    throw unreadable(config, new Error(`${name} is no setting of a home.`));
  }
  return read;
}

/** Reads the file of settings; no file is an empty one. */
export function readConfig(path: string): { readonly [name: string]: string } {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    const { code } = cause as { code?: unknown };
    if (code === "ENOENT" || code === "ENOTDIR") return {};
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
