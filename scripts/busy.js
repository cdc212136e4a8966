/**
 * Keeps one core busy until the process that started it lets go of it, or for a quarter of an hour.
 *
 * Why: a test that depends on how fast the machine is shows it beside this.
 */
const TURN_MS = 200;
const LIFE_MS = 15 * 60_000;
const begun = Date.now();

function burn() {
  const turn = Date.now();
  while (Date.now() - turn < TURN_MS);
  if (Date.now() - begun < LIFE_MS) setImmediate(burn);
  else process.exit();
}

process.on("disconnect", () => process.exit());
burn();
