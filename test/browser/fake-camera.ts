import { writeFileSync } from "node:fs";
import { encodeQR } from "qr";

const WIDTH = 640;
const HEIGHT = 480;
/** Light and dark as a camera sees a screen: never quite white or black. */
const PAPER = 220;
const INK = 40;
const GREY = 128;

/** Flags with which a browser has a camera that sees a film, and may use it without asking anybody. */
export const cameraFlags = (film: string): readonly string[] => [
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  `--use-file-for-fake-video-capture=${film}`,
];

/** Makes a film of a QR code that is held in front of a camera; first nothing is seen. */
export function filmOf(text: string, file: string): void {
  const code = encodeQR(text, "raw", { ecc: "low", border: 4 });
  const scale = Math.floor(HEIGHT / code.length);
  const [left, top] = [WIDTH, HEIGHT].map((side) => (side - code.length * scale) >> 1);
  const frame = (isShown: boolean): Buffer => {
    const light = Buffer.alloc(WIDTH * HEIGHT, GREY);
    for (let at = 0; isShown && at < light.length; at += 1) {
      const row = code[Math.floor((Math.floor(at / WIDTH) - (top ?? 0)) / scale)];
      const isDark = row?.[Math.floor(((at % WIDTH) - (left ?? 0)) / scale)];
      if (isDark !== undefined) light[at] = isDark ? INK : PAPER;
    }
    const colours = Buffer.alloc((WIDTH * HEIGHT) >> 1, GREY);
    return Buffer.concat([Buffer.from("FRAME\n"), light, colours]);
  };
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`);
  const [nothing, shown] = [frame(false), frame(true)];
  writeFileSync(file, Buffer.concat([head, nothing, shown, shown, shown, shown, shown]));
}
