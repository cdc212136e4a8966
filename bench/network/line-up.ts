/** One machine that is measured: what runs the application, and CometBFT beside it. */
export interface Machine {
  /** The process of the application. */
  readonly app: number;
  /** The process of CometBFT; nothing where it runs within the application. */
  readonly consensus: number | undefined;
  /** Port of CometBFT's RPC. */
  readonly rpcPort: number;
}

/** Machines that agree with each other, all of them on this one. */
export interface LineUp {
  readonly machines: readonly Machine[];
  /** Writes transactions that are valid one after another; asked once. */
  write(count: number): readonly Uint8Array[];
  stop(): Promise<void>;
}
