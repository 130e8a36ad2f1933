/** Lets requests run between two pieces of a long job: SQLite works in this same thread. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
