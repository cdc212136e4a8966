import { createServer } from "node:net";
import {
  connectLocally,
  freePorts,
  type HomeLayout,
  type NetworkFile,
  readNetworkFile,
  writeNetworkFile,
} from "../../node/index.ts";
import { CommandError } from "../exit.ts";
import { portOf, type Setting } from "../settings.ts";

/**
 * Chooses where the nodes answer: one port after the other, or any that are free where nobody named one.
 *
 * Throws: CommandError where a port that was named is taken.
 */
export async function chooseSitePorts(
  setting: Setting,
  host: string,
  count: number,
): Promise<readonly number[]> {
  const first = portOf(setting);
  if (first === 0) return freePorts(count);
  const ports = Array.from({ length: count }, (_, at) => first + at);
  const taken = await firstTaken(ports, host);
  if (taken === undefined) return ports;
  if (setting.origin === "default") return freePorts(count);
  throw new CommandError(`The port ${taken} cannot be used.`, {
    why: `The helpers need ${count} ports, from ${first} on, and that one is taken.`,
    remedy: "Choose another one with --port, or 0 for any that are free.",
    code: "cli/port",
  });
}

/**
 * Tells each node where the others answer, and gives all of them new places where others took theirs.
 *
 * Why: the nodes fetch texts from each other; and the ports that were free when the demonstration
 * was made need not be free now.
 */
export async function introduceHelpers(
  homes: readonly HomeLayout[],
  sites: readonly string[],
): Promise<void> {
  const before = await Promise.all(homes.map(networkOf));
  const ports = before.flatMap(({ listen, rpcPort }) => [
    Number(listen.split(":").at(-1)),
    rpcPort,
  ]);
  const [first] = before;
  if (first !== undefined && (await firstTaken(ports, "127.0.0.1")) !== undefined) {
    await connectLocally(homes, first.start, first.timing);
  }
  for (const [at, layout] of homes.entries()) {
    const others = sites.filter((_, place) => place !== at);
    await writeNetworkFile(layout.network, { ...(await networkOf(layout)), sites: others });
  }
}

async function networkOf({ home, network }: HomeLayout): Promise<NetworkFile> {
  const file = await readNetworkFile(network);
  if (file !== undefined) return file;
  throw new CommandError("The demonstration is not whole.", {
    why: `${home} has no network.json.`,
    remedy: "Begin again with --reset.",
    code: "cli/demo-damaged",
  });
}

async function firstTaken(ports: readonly number[], host: string): Promise<number | undefined> {
  for (const port of ports) if (!(await isFree(port, host))) return port;
  return undefined;
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    if (port > 65_535) {
      resolve(false);
      return;
    }
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
