import type { StreamMessage } from "./transport.ts";

/**
 * Reads the messages of a server-sent event stream, and tells of whatever comes, be it only a sign of life.
 *
 * Source: WHATWG HTML, "Server-sent events".
 */
export async function* readStream(
  answer: Response,
  onAlive: () => void,
): AsyncGenerator<StreamMessage> {
  if (answer.body === null) return;
  const decoder = new TextDecoder();
  const reader = answer.body.getReader();
  let pending = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    onAlive();
    pending += decoder.decode(value, { stream: true });
    const blocks = pending.split("\n\n");
    pending = blocks.pop() ?? "";
    for (const block of blocks) {
      const message = readMessage(block);
      if (message !== undefined) yield message;
    }
  }
}

function readMessage(block: string): StreamMessage | undefined {
  const message = { event: "message", id: "", data: "" };
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    if (colon <= 0) continue;
    const field = line.slice(0, colon);
    const value = line.slice(colon + 1).replace(/^ /, "");
    if (field === "event" || field === "id") message[field] = value;
    if (field === "data") message.data += message.data === "" ? value : `\n${value}`;
  }
  return message.data === "" ? undefined : message;
}
