import { HomeFault } from "../home/home-fault.ts";

const UNITS: { readonly [unit: string]: number } = {
  "": 1,
  b: 1,
  kb: 1_000,
  mb: 1_000_000,
  gb: 1_000_000_000,
  tb: 1_000_000_000_000,
  kib: 1_024,
  mib: 1_048_576,
  gib: 1_073_741_824,
  tib: 1_099_511_627_776,
};

/**
 * Reads a setting that is a size; nothing where it is empty.
 *
 * Shape: `500 MB`, `2 GiB`, or a number of bytes. Throws: HomeFault, naming the setting.
 */
export function readByteSize(setting: string, text: string): number | undefined {
  const words = text.trim();
  if (words === "") return undefined;
  const [, digits = "", unit = ""] = /^(\d{1,15}) ?([A-Za-z]{0,3})$/.exec(words) ?? [];
  const factor = UNITS[unit.toLowerCase()];
  const bytes = Number(digits) * (factor ?? Number.NaN);
  if (digits !== "" && Number.isSafeInteger(bytes)) return bytes;
  throw new HomeFault(
    setting,
    `${setting}: "${text}" is no size`,
    `Write it like: folkmoot config set ${setting} "2 GiB".`,
  );
}
