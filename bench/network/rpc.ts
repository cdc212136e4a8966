import { Agent, request } from "node:http";

/** CometBFT's RPC as a load generator uses it: connections that stay, many calls in one message. */
export interface BenchRpc {
  call<T>(method: string, params?: object): Promise<T>;
  /**
   * Hands transactions to the mempool without waiting until they are looked at; returns those for
   * which it had no room.
   */
  send(txs: readonly string[]): Promise<readonly string[]>;
  close(): void;
}

interface Answer {
  readonly result?: unknown;
  readonly error?: { readonly message: string; readonly data?: string };
}

/** Opens the RPC at a port of this machine. */
export function openRpc(port: number): BenchRpc {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const post = (body: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const headers = { "content-type": "application/json", "content-length": body.length };
      const asked = request(
        { port, host: "127.0.0.1", method: "POST", agent, headers },
        (answer) => {
          let text = "";
          answer.setEncoding("utf8");
          answer.on("data", (part: string) => {
            text += part;
          });
          answer.on("end", () => resolve(text));
          answer.on("error", reject);
        },
      );
      asked.on("error", reject);
      asked.end(body);
    });
  return {
    async call<T>(method: string, params: object = {}): Promise<T> {
      const text = await post(JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }));
      const { result, error } = JSON.parse(text) as Answer;
      if (error !== undefined) throw new Error(`${method}: ${error.data ?? error.message}`);
      return result as T;
    },
    async send(txs) {
      const calls = txs.map(
        (tx, id) =>
          `{"jsonrpc":"2.0","id":${id + 1},"method":"broadcast_tx_async","params":{"tx":"${tx}"}}`,
      );
      const text = await post(`[${calls.join(",")}]`);
      if (!text.includes('"error"')) return [];
      const answers = [JSON.parse(text) as Answer | Answer[]].flat();
      return txs.filter((_, at) => {
        const { error } = answers[at] ?? {};
        if (error === undefined) return false;
        const words = String(error.data ?? error.message);
        if (words.includes("mempool is full")) return true;
        throw new Error(`a transaction was turned away: ${words}`);
      });
    },
    close: () => agent.destroy(),
  };
}
