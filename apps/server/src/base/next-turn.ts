/** Lets requests run between two steps of a long job: SQLite works in this thread. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

const CHUNK = 1000;

/** Repeats `work`, which handles up to `limit` rows, until none are left, and returns the total. */
export async function inChunks(work: (limit: number) => Promise<number>): Promise<number> {
  let total = 0;
  for (;;) {
    const count = await work(CHUNK);
    total += count;
    if (count < CHUNK) return total;
    await nextTurn();
  }
}
