import type { Transport } from "./transport/transport.ts";

/** What is watched: how it is read, and who hears of it. */
export interface Watched<V extends { readonly value: unknown } | undefined> {
  readonly read: () => Promise<V>;
  readonly onReading: (reading: V) => void;
}

/**
 * Reads something at once and again after all news of a node, and tells each reading whose value
 * differs from the one before, until the returned function is called.
 *
 * Why a later reading may fail unheard: a node that is away brings news once it is back.
 * Throws: what the first reading throws.
 */
export async function watchReading<V extends { readonly value: unknown } | undefined>(
  transport: Pick<Transport, "follow">,
  { read, onReading }: Watched<V>,
): Promise<() => void> {
  let told: string | undefined;
  let hasTold = false;
  let isReading = false;
  let isNewer = false;
  let isStopped = false;
  const tell = (reading: V): void => {
    const text = JSON.stringify(reading?.value);
    if (isStopped || (hasTold && text === told)) return;
    hasTold = true;
    told = text;
    onReading(reading);
  };
  const readOn = async (): Promise<void> => {
    isNewer = true;
    if (isReading) return;
    isReading = true;
    while (isNewer && !isStopped) {
      isNewer = false;
      await read().then(tell, () => undefined);
    }
    isReading = false;
  };
  tell(await read());
  const stop = transport.follow(() => void readOn());
  return () => {
    isStopped = true;
    stop();
  };
}
