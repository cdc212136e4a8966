/** People around an applicant, numbered from 0 (the applicant) in the order in which they were found. */
export interface Neighbourhood {
  /** For each of them, who vouches for them. */
  readonly vouchers: readonly (readonly number[])[];
  /** For each of them, whether a path may end there. */
  readonly isEnd: readonly boolean[];
}

/** A flow network of arcs with room for one; arc `2n + 1` is arc `2n` backwards. */
interface Network {
  /** Per node, its last arc; -1 for none. */
  readonly last: number[];
  /** Per arc, the arc before it at the same node. */
  readonly before: number[];
  readonly to: number[];
  readonly room: number[];
}

/**
 * Counts paths from the applicant back to ends that share nobody, but no more than `most`.
 *
 * Why: each person is split into an arriving and a leaving side with room for one, so a flow along
 * whole paths is a set of paths that meet nowhere (Menger); each search adds one path or shows that
 * no more exist.
 * Cost: `most` breadth-first searches over the vouches given.
 */
export function countDisjointPaths(around: Neighbourhood, most: number): number {
  const sink = 2 * around.vouchers.length;
  const network = networkOf(around, sink);
  let paths = 0;
  while (paths < most && augment(network, 1, sink)) paths += 1;
  return paths;
}

/** Node 2n is where paths arrive at person n, node 2n + 1 where they leave. */
function networkOf({ vouchers, isEnd }: Neighbourhood, sink: number): Network {
  const last = Array.from({ length: sink + 1 }, () => -1);
  const network: Network = { last, before: [], to: [], room: [] };
  for (const [person, known] of vouchers.entries()) {
    if (person > 0) addArc(network, 2 * person, isEnd[person] ? sink : 2 * person + 1);
    for (const voucher of known) if (voucher > 0) addArc(network, 2 * person + 1, 2 * voucher);
  }
  return network;
}

function addArc(network: Network, from: number, to: number): void {
  addHalf(network, from, to, 1);
  addHalf(network, to, from, 0);
}

function addHalf({ last, before, to, room }: Network, from: number, target: number, free: number) {
  before.push(last[from] as number);
  last[from] = to.length;
  to.push(target);
  room.push(free);
}

/** Finds one more path and takes its room; tells whether there was one. */
function augment(network: Network, source: number, sink: number): boolean {
  const { last, before, to, room } = network;
  const arrivedBy: number[] = last.map(() => -1);
  const queue = [source];
  for (const node of queue) {
    if (node === sink) break;
    for (let arc = last[node] as number; arc >= 0; arc = before[arc] as number) {
      const next = to[arc] as number;
      if (room[arc] === 0 || arrivedBy[next] !== -1) continue;
      arrivedBy[next] = arc;
      queue.push(next);
    }
  }
  if (arrivedBy[sink] === -1) return false;
  for (let node = sink; node !== source; ) {
    const arc = arrivedBy[node] as number;
    room[arc] = 0;
    room[arc ^ 1] = 1;
    node = to[arc ^ 1] as number;
  }
  return true;
}
