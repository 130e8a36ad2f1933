import type { Kysely } from 'kysely';
import type { Database } from '../../database/database.ts';
import type { Schema } from '../../database/schema.ts';
import type { ResultStorage } from '../../results/result-storage.ts';
import { filesPrefix } from './task.ts';
import { LEASE_MS } from './task-leases.ts';
import { uploadPrefix } from './uploads.ts';

/** A project may have more tasks than a statement can hold. */
const CHUNK = 100;

/** To be called in the transaction that makes the files useless, so that they are removed even if the server stops. */
export async function requestRemoval(
  trx: Kysely<Schema>,
  tasks: readonly Parameters<typeof filesPrefix>[0][],
  at: number,
): Promise<void> {
  await request(trx, tasks.map(filesPrefix), at);
}

async function request(trx: Kysely<Schema>, prefixes: readonly string[], at: number): Promise<void> {
  for (let from = 0; from < prefixes.length; from += CHUNK) {
    const values = prefixes.slice(from, from + CHUNK).map((prefix) => ({ prefix, requested_at: at }));
    await trx
      .insertInto('file_removals')
      .values(values)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** `requestRemoval` for every task of a project. */
export async function requestRemovalOfProject(
  trx: Kysely<Schema>,
  projectId: string,
  at: number,
): Promise<void> {
  const tasks = await trx
    .selectFrom('tasks')
    .select(['uuid', 'type', 'secret', 'resource'])
    .where('project_id', '=', projectId)
    .execute();
  await requestRemovalWithUploads(trx, tasks, at);
}

/** `requestRemoval` of tasks that end for good, with the documents that were uploaded for them: a failed task may be tried again. */
export async function requestRemovalWithUploads(
  trx: Kysely<Schema>,
  tasks: readonly (Parameters<typeof filesPrefix>[0] & { readonly resource: string })[],
  at: number,
): Promise<void> {
  await requestRemoval(trx, tasks, at);
  const prefixes = tasks
    .map(({ resource }) => uploadPrefix(resource))
    .filter((prefix) => prefix !== undefined);
  await request(trx, prefixes, at);
}

/**
 * Waits until a worker that still writes there must have noticed that its task is gone. What cannot be removed stays requested.
 *
 * @throws the first failure, once all the others are removed.
 */
export async function removeFiles({ db }: Database, results: ResultStorage, now: number): Promise<void> {
  const failures: unknown[] = [];
  let after = '';
  for (;;) {
    const due = await db
      .selectFrom('file_removals')
      .select('prefix')
      .where('requested_at', '<', now - LEASE_MS)
      .where('prefix', '>', after)
      .orderBy('prefix')
      .limit(CHUNK)
      .execute();
    for (const { prefix } of due) {
      try {
        await results.deleteAll(prefix);
        await db.deleteFrom('file_removals').where('prefix', '=', prefix).execute();
      } catch (error) {
        failures.push(error);
      }
      after = prefix;
    }
    if (due.length < CHUNK) break;
  }
  if (failures.length > 0) throw failures[0];
}
