import type { Command } from "commander";
import type { Call } from "./command.ts";
import type { Outcome } from "./outcome.ts";

/** What a QR code needs around it so that a camera finds it. Units: modules. */
const BORDER = 2;
/** Black on white, whatever the colours of the terminal are. */
const INK_ON_PAPER = "\u001b[30;107m";
const AS_BEFORE = "\u001b[0m";

/** Adds the flag that prints a link as a QR code too. */
export function withQr(command: Command): Command {
  return command.option("--qr", "print it as a QR code too, for a phone to scan");
}

/** Puts a QR code above what a command says, where `--qr` asks for it and there is something to show. */
export async function withQrLines(
  call: Call,
  outcome: Outcome,
  text: string | undefined,
): Promise<Outcome> {
  if (call.flags["qr"] !== true || call.isJson || text === undefined) return outcome;
  const lines = await qrLines(text, call.terminal.hasColour);
  return { ...outcome, lines: [...lines, ...outcome.lines] };
}

/**
 * Draws a QR code with half blocks, two rows of it in a line.
 *
 * Why with colours where there are any: cameras want dark on light, and many terminals are light on
 * dark. Without colours a dark terminal is expected, as where most read a log.
 */
export async function qrLines(text: string, hasColour: boolean): Promise<readonly string[]> {
  const { encodeQR } = await import("qr");
  const isDark = encodeQR(text, "raw", { ecc: "low", border: BORDER });
  const ink = (row: number, column: number): boolean =>
    (isDark[row]?.[column] ?? false) === hasColour && row < isDark.length;
  const lines: string[] = [];
  for (let row = 0; row < isDark.length; row += 2) {
    const blocks = Array.from({ length: isDark.length }, (_, column) =>
      block(ink(row, column), ink(row + 1, column)),
    ).join("");
    lines.push(hasColour ? `${INK_ON_PAPER}${blocks}${AS_BEFORE}` : blocks);
  }
  return lines;
}

function block(isUpper: boolean, isLower: boolean): string {
  if (isUpper) return isLower ? "\u2588" : "\u2580";
  return isLower ? "\u2584" : " ";
}
