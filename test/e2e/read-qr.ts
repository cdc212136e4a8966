import type { Page } from "playwright-core";
import { decodeQR } from "qr/decode.js";

/** How large a code is drawn before it is read. Units: pixels. */
const SIDE = 600;

/** Reads the QR code that a page shows, as a camera in front of the screen would. Throws: where none can be read. */
export async function scannedFrom(page: Page): Promise<string> {
  const drawn = page.locator("svg.qr").first();
  await drawn.waitFor();
  const pixels = await drawn.evaluate(async (svg: SVGSVGElement, side) => {
    const copy = svg.cloneNode(true) as SVGSVGElement;
    copy.setAttribute("width", String(side));
    copy.setAttribute("height", String(side));
    const image = new Image();
    const text = new XMLSerializer().serializeToString(copy);
    image.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = side;
    canvas.height = side;
    const pen = canvas.getContext("2d");
    if (pen === null) throw new Error("nothing can be drawn here");
    // The picture's own colours stand in the style sheet, which a copy does not bring along.
    const { backgroundColor } = getComputedStyle(svg);
    pen.fillStyle = backgroundColor;
    pen.fillRect(0, 0, side, side);
    pen.drawImage(image, 0, 0, side, side);
    return [...pen.getImageData(0, 0, side, side).data];
  }, SIDE);
  return decodeQR({ width: SIDE, height: SIDE, data: Uint8Array.from(pixels) });
}
