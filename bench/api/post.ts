import { joinBatch } from "#node/api/batch.js";

/** How actions are sent: so many in a request, over so many connections at once. */
export interface Sending {
  readonly batch: number;
  readonly lanes: number;
  readonly people: number;
}

/**
 * Posts actions and insists that every one is done; milliseconds until the last was acknowledged.
 *
 * Shape: `wires` goes round everybody; a person's actions stay in one lane, so that none overtakes another.
 */
export async function post(
  url: string,
  wires: readonly Uint8Array[],
  { batch, lanes, people }: Sending,
): Promise<number> {
  const cut = Math.ceil(people / lanes);
  const queues = Array.from({ length: lanes }, (_, lane) =>
    wires.filter((_, at) => Math.floor((at % people) / cut) === lane),
  );
  const begun = performance.now();
  await Promise.all(queues.map((queue) => postLane(url, queue, batch)));
  return performance.now() - begun;
}

async function postLane(url: string, queue: readonly Uint8Array[], batch: number): Promise<void> {
  for (let at = 0; at < queue.length; at += batch) {
    const answer = await fetch(`${url}/api/v1/actions`, {
      method: "POST",
      headers: { "content-type": "application/vnd.folkmoot.actions" },
      body: joinBatch(queue.slice(at, at + batch)) as BodyInit,
    });
    const { receipts } = (await answer.json()) as { receipts: { code: number | string }[] };
    const refused = receipts.find(({ code }) => code !== 0);
    if (refused !== undefined) throw new Error(`refused: ${JSON.stringify(refused)}`);
  }
}
