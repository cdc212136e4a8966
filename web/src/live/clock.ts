let apart = 0;
const tolerated = 5000;

/**
 * Returns the community's time in milliseconds since 1970.
 *
 * Why: rules run on block time; a phone with a wrong clock, or a demonstration that runs fast,
 * must still say truly when a decision closes.
 */
export const communityNow = (): number => Date.now() + apart;

/**
 * Sets the clock by a moment that the node has just told.
 *
 * Bounds: less than five seconds apart is left alone, so that clocks do not jump on the screen.
 */
export function heardNowAt(time: number): void {
  const told = time - Date.now();
  if (Math.abs(told - apart) > tolerated) apart = told;
}
