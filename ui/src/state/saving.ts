// What is being saved just now: locking waits for it.
const going = new Set<Promise<unknown>>();

/** Remembers this until it is done. */
export function saving<T>(done: Promise<T>): Promise<T> {
  going.add(done);
  // Whoever began it hears how it ends.
  const over = () => void going.delete(done);
  done.then(over, over);
  return done;
}

/** Waits until everything is saved, or could not be. */
export async function savedAll(): Promise<void> {
  await Promise.allSettled([...going]);
}
