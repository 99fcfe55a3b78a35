/** How long what still keeps the process alive gets to end, in ms. */
const graceMs = 1000;

/**
 * Lets the process end by itself with `code`, and makes it end after a second where something keeps it: clients of
 * stores may leave timers. `process.exit()` comes last, because Node joins V8's threads in it, and one that compiles
 * may wait there for a collection that only the thread that joins could make: both wait for ever.
 */
export function endSoon(code: number): void {
  process.exitCode = code;
  setTimeout(() => process.exit(), graceMs).unref();
}
