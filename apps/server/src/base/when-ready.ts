/**
 * Continues with a value at once if it is there, else when it arrives. The hot path finds everything in memory, and `await` would
 * cost each request several turns of the microtask queue.
 */
export function whenReady<Value, Result>(
  value: Value | Promise<Value>,
  next: (value: Value) => Result | Promise<Result>,
): Result | Promise<Result> {
  return value instanceof Promise ? value.then(next) : next(value);
}
