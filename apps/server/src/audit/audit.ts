import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../database/database.ts';
import { lockManagement } from '../database/locks.ts';
import type { Schema } from '../database/schema.ts';
import { fold } from './repeats.ts';

/** Who performs a management action. */
export interface Actor {
  /** `admin` (the admin token), `console` (a console session that began with it), `operator:NAME`, `command:USER`, `key:AK` or `start`. */
  readonly name: string;
  /** The client's address; `undefined` if there was no HTTP request. */
  readonly address: string | undefined;
}

const CLIENT = 'key:';

/** The server itself, at its first start. */
export const START: Actor = { name: 'start', address: undefined };

/** A client of `/v5`, by the key that signed its token. */
export function clientActor(accessKey: string, address: string): Actor {
  return { name: `${CLIENT}${accessKey}`, address };
}

function isClient({ name }: Actor): boolean {
  return name.startsWith(CLIENT);
}

/** An operator with a token of their own, in the console or not. */
export function operatorActor(name: string, address: string): Actor {
  return { name: `operator:${name}`, address };
}

/** The person who is signed in to the console by the admin token or a link, or is signing in. */
export function consoleActor(address: string): Actor {
  return { name: 'console', address };
}

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
  'room.create',
  'room.update',
  'task.create',
  'task.prioritise',
  'task.retry',
  'task.cancel',
  'webhook.redeliver',
  'webhook-secret.replace',
  'admin-token.replace',
  'operator.create',
  'operator.update',
  'operator.delete',
  'operator-token.replace',
  'sign-in-link.create',
  'session.create',
  'session.delete',
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** A line of the log. It never contains a secret key or a token. */
export interface AuditLine {
  readonly action: AuditAction;
  /** A project's id, an access key, the uuid of a room or task, the id of a revocation or delivery, or the name of an operator or a singleton. */
  readonly subject: string;
  readonly projectId: string | null;
  /** The state before and after; absent or `null` = none. */
  readonly before?: object | null | undefined;
  readonly after?: object | null | undefined;
}

type RecordLine = (line: AuditLine) => Promise<void>;

/**
 * Commits a change together with its line in the log. Actions run one at a time across all servers, so that "before" is the state that the action found.
 */
export async function audited<Result>(
  { db, kind }: Pick<Database, 'db' | 'kind'>,
  actor: Actor,
  at: number,
  act: (trx: Transaction<Schema>, record: RecordLine) => Promise<Result>,
): Promise<Result> {
  return await db.transaction().execute(async (trx) => {
    await lockManagement(trx, kind);
    return await act(trx, (line) => append(trx, actor, at, line));
  });
}

async function append(trx: Kysely<Schema>, actor: Actor, at: number, line: AuditLine): Promise<void> {
  const stored = {
    at,
    actor: actor.name,
    address: actor.address ?? null,
    action: line.action,
    subject: line.subject,
    project_id: line.projectId,
    before: line.before ? JSON.stringify(line.before) : null,
    after: line.after ? JSON.stringify(line.after) : null,
  };
  if (isClient(actor) && (await fold(trx, stored))) return;
  await trx.insertInto('audit').values(stored).execute();
}
