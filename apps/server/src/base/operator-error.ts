/**
 * Something whoever runs the command can mend: a setting, a port in use, a missing key. The message says in one line what is
 * wrong and what to do; it is printed as it stands, without a stack trace.
 */
export class OperatorError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'OperatorError';
  }
}

/** The reason behind a failed call, short enough for one line: `EACCES` and its like say more than their sentence. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message.split('\n', 1).join('') : String(error);
}

/** The machine-readable code of a Node.js, SQLite or PostgreSQL error, where it has one. */
export function codeOf(error: unknown): string | undefined {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
