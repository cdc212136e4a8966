/**
 * Begins to measure work on the main thread; what is returned tells how long it took, in milliseconds.
 *
 * Why never more than the process has worked: while the machine is busy with something else, time goes by
 * and nobody here used it; those who ask would pay for that, and wait the longer the busier the machine is.
 */
export function beginWork(): () => number {
  const begun = performance.now();
  const before = process.cpuUsage();
  return () => {
    const went = performance.now() - begun;
    const { user, system } = process.cpuUsage(before);
    return Math.min(went, (user + system) / 1000);
  };
}
