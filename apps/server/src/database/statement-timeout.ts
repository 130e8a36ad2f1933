/** How long PostgreSQL may take for a statement, in milliseconds. */
export const STATEMENT_TIMEOUT_MS = 15_000;
