/**
 * Goes on with a value that is there already, or that is on its way. The hot path finds all it needs in memory; waiting for what is
 * there would cost each request several turns of the microtask queue.
 */
export function whenReady<Value, Result>(
  value: Value | Promise<Value>,
  next: (value: Value) => Result | Promise<Result>,
): Result | Promise<Result> {
  return value instanceof Promise ? value.then(next) : next(value);
}
