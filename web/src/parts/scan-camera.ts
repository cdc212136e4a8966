/** The browser's own reader of codes, where it has one. */
interface OwnReader {
  detect(frame: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}

declare global {
  var BarcodeDetector:
    | {
        new (options: { readonly formats: readonly string[] }): OwnReader;
        getSupportedFormats(): Promise<readonly string[]>;
      }
    | undefined;
}

/** What a frame of the camera says; nothing where no code is seen in it. */
type ReadFrame = (frame: HTMLVideoElement) => Promise<string | undefined>;

/** Why the camera cannot be used. */
export type NoCamera = "denied" | "none";

/** How long it waits before it looks again, so that a phone stays cool. Units: milliseconds. */
const BETWEEN_FRAMES = 120;
/** A frame is made as small as this before it is read. Units: pixels. */
const SIDE_MAX = 1_080;
/** What a code can say at most; a longer text is none of ours. Units: characters. */
const TEXT_MAX = 4_000;
const FORMAT = "qr_code";

/** Tells whether a page may ask for the camera here at all: not where its address is not secure. */
export const mayAskForCamera = (): boolean =>
  typeof navigator.mediaDevices?.getUserMedia === "function";

/**
 * Looks through the camera until it is aborted, and tells what codes say.
 *
 * Why the camera is let go whatever happens: its light must never stay on.
 */
export async function watchCamera(
  video: HTMLVideoElement,
  onText: (text: string) => void,
  signal: AbortSignal,
): Promise<NoCamera | undefined> {
  const stream = await openCamera();
  if (typeof stream === "string") return stream;
  try {
    if (signal.aborted) return undefined;
    video.srcObject = stream;
    await video.play();
    const read = await chooseReader();
    while (!signal.aborted) {
      const text = await read(video);
      if (text !== undefined && text.length <= TEXT_MAX && !signal.aborted) onText(text);
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_FRAMES));
    }
    return undefined;
  } catch (thrown) {
    // A video that is taken off the page while it begins to play is no fault of the camera.
    if (signal.aborted) return undefined;
    throw thrown;
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }
}

async function openCamera(): Promise<MediaStream | NoCamera> {
  if (!mayAskForCamera()) return "none";
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: "environment", width: { ideal: SIDE_MAX } },
    });
  } catch (thrown) {
    return thrown instanceof DOMException && thrown.name === "NotAllowedError" ? "denied" : "none";
  }
}

/** The browser's own reader, else the one of the package, which is fetched only now. */
async function chooseReader(): Promise<ReadFrame> {
  const Own = globalThis.BarcodeDetector;
  const formats = (await Own?.getSupportedFormats().catch(() => [])) ?? [];
  if (Own === undefined || !formats.includes(FORMAT)) return packageReader();
  const own = new Own({ formats: [FORMAT] });
  return async (frame) => (await own.detect(frame).catch(() => []))[0]?.rawValue;
}

async function packageReader(): Promise<ReadFrame> {
  const { decodeQR } = await import("qr/decode.js");
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  return async (frame) => {
    const { videoWidth, videoHeight } = frame;
    if (pen === null || videoWidth === 0 || videoHeight === 0) return undefined;
    const scale = Math.min(1, SIDE_MAX / Math.max(videoWidth, videoHeight));
    canvas.width = Math.round(videoWidth * scale);
    canvas.height = Math.round(videoHeight * scale);
    pen.drawImage(frame, 0, 0, canvas.width, canvas.height);
    try {
      return decodeQR(pen.getImageData(0, 0, canvas.width, canvas.height));
    } catch {
      // No code in this frame; the next one may have it.
      return undefined;
    }
  };
}
