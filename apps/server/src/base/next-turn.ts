/** SQLite works within this very thread: requests are served between two pieces of a longer work. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
