// Does something again when it is asked for, never twice at the same time: what is asked for while it runs
// or rests is done once more afterwards, after a rest, so that a burst of events costs little. A run that fails
// keeps no later one from happening.

/** How long to rest between two runs. */
export const REST_MS = 200;

/** Wraps `doIt`; the promise is settled when a run that began after the call has ended. */
export function again(doIt: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let waiting: Promise<void> | undefined;
  const run = () => {
    running = doIt().finally(() => (running = undefined));
    return running;
  };
  return () => {
    if (waiting) return waiting;
    if (!running) return run();
    waiting = running
      .catch(() => {})
      .then(() => new Promise((rested) => setTimeout(rested, REST_MS)))
      .then(() => {
        waiting = undefined;
        return run();
      });
    return waiting;
  };
}
