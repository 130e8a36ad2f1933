import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { DatabaseKind } from './database-kind.ts';
import type { Schema } from './schema.ts';

/**
 * PostgreSQL's advisory locks share one space of numbers. Those of projects are hashes of 32 bits; these are greater.
 */
const MANAGEMENT = sql.lit(7_214_906_035);
const CLAIM = sql.lit(7_214_906_036);
export const START = sql.lit(7_214_906_037);
export const ROTATION = sql.lit(7_214_906_038);

/** Lets one management action run at a time, on all servers together. */
export async function lockManagement(trx: Kysely<Schema>, kind: DatabaseKind): Promise<void> {
  await lock(trx, kind, MANAGEMENT);
}

/** Lets one worker claim a task at a time. */
export async function lockClaims(trx: Kysely<Schema>, kind: DatabaseKind): Promise<void> {
  await lock(trx, kind, CLAIM);
}

/** Lets one new task of a project be stored at a time: two that start at once must not both take its last free place. */
export async function lockNewTasks(
  trx: Kysely<Schema>,
  kind: DatabaseKind,
  projectId: string,
): Promise<void> {
  await lock(trx, kind, sql`hashtext(${`tasks of ${projectId}`})`);
}

/** Until the transaction ends. On SQLite it has taken the one write lock at its beginning. */
async function lock(trx: Kysely<Schema>, kind: DatabaseKind, number: RawBuilder<unknown>): Promise<void> {
  if (kind === 'postgres') await sql`select pg_advisory_xact_lock(${number})`.execute(trx);
}
