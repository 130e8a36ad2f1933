import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';

/** Who manages: a name that says by which way, and the address of whoever asked over HTTP. */
export interface Actor {
  /** `admin` (the admin token), `console` (a session of it), `command:USER`, `key:AK`, or `start`. */
  readonly name: string;
  readonly address: string | undefined;
}

/** The server itself, preparing its first start. */
export const START: Actor = { name: 'start', address: undefined };

/** Whoever is signed in to the console, or is about to be. */
export function consoleActor(address: string): Actor {
  return { name: 'console', address };
}

/** Every action there is a line for. */
export const AUDIT_ACTIONS = [
  'project.create',
  'project.update',
  'project.delete',
  'key.create',
  'key.import',
  'key.update',
  'key.rotate',
  'key.delete',
  'token.issue',
  'revocation.create',
  'revocation.delete',
  'room.update',
  'task.retry',
  'task.cancel',
  'webhook.redeliver',
  'webhook-secret.replace',
  'admin-token.replace',
  'sign-in-link.create',
  'session.create',
  'session.delete',
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** What was done to what. Neither a secret key nor a token is ever put in here. */
export interface AuditLine {
  readonly action: AuditAction;
  /** What it was done to: a project's id, an access key, a room's or task's uuid, a revocation's or delivery's id, or what there is one of. */
  readonly subject: string;
  readonly projectId: string | null;
  /** What was there before and after; `null` = nothing. */
  readonly before: object | null;
  readonly after: object | null;
}

export type Record = (line: AuditLine) => Promise<void>;

/** Any number will do that nobody else locks by. */
const MANAGEMENT_LOCK = 7_214_906_035;

/**
 * Runs a management action: a transaction that holds the change and its line in the audit log, or neither. Actions run one after the
 * other, on however many servers, so that what a line calls "before" is what was there.
 */
export async function audited<Result>(
  { db, kind }: Database,
  actor: Actor,
  at: number,
  act: (trx: Transaction<Schema>, record: Record) => Promise<Result>,
): Promise<Result> {
  return await db.transaction().execute(async (trx) => {
    // SQLite's transactions have taken the one write lock already.
    if (kind === 'postgres') {
      // Deleting a project with a million rooms takes longer than any request of `/v5` may.
      await sql`set local statement_timeout = '10min'`.execute(trx);
      await sql`select pg_advisory_xact_lock(${MANAGEMENT_LOCK})`.execute(trx);
    }
    return await act(trx, (line) => append(trx, actor, at, line));
  });
}

async function append(trx: Kysely<Schema>, actor: Actor, at: number, line: AuditLine): Promise<void> {
  await trx
    .insertInto('audit')
    .values({
      at,
      actor: actor.name,
      address: actor.address ?? null,
      action: line.action,
      subject: line.subject,
      project_id: line.projectId,
      before: line.before && JSON.stringify(line.before),
      after: line.after && JSON.stringify(line.after),
    })
    .execute();
}
