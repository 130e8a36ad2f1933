import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { ApiError } from '../../base/errors.ts';
import { randomText } from '../../base/text.ts';
import type { Schema } from '../../database/schema.ts';

/** How long an uploaded document waits for its task. */
export const UPLOAD_KEPT_MS = 3_600_000;

const SECRET_LENGTH = 32;
const RESOURCE = /^upload:\/\/\/[^/?#]{1,1024}\?key=([A-Za-z0-9_-]{32}\/[0-9a-f]{32})$/;

/** The place of a new upload, which nobody guesses, in a task's `resource`. */
export function newUpload(name: string): string {
  const key = `${randomText(SECRET_LENGTH)}/${randomUUID().replaceAll('-', '')}`;
  return `upload:///${encodeURIComponent(name)}?key=${key}`;
}

export function isUpload(resource: string): boolean {
  return RESOURCE.test(resource);
}

/** What the key of an uploaded document begins with; `undefined` for a document at a URL. */
export function uploadPrefix(resource: string): string | undefined {
  const [, key] = RESOURCE.exec(resource) ?? [];
  return key && `uploads/${key}/`;
}

export function uploadKey(resource: string): string | undefined {
  const prefix = uploadPrefix(resource);
  return prefix && `${prefix}document`;
}

/** To be called before the document is stored, so that it is removed even if the server stops or no task follows. */
export async function expectUpload(db: Kysely<Schema>, resource: string, now: number): Promise<void> {
  const prefix = uploadPrefix(resource) ?? '';
  const removal = { prefix, requested_at: now + UPLOAD_KEPT_MS };
  await db.insertInto('file_removals').values(removal).execute();
}

/**
 * Keeps an upload for its task, in the transaction that stores the task.
 *
 * @throws {ApiError} if it was removed already, or another task has it.
 */
export async function keepUpload(trx: Kysely<Schema>, resource: string, now: number): Promise<void> {
  const prefix = uploadPrefix(resource);
  if (prefix === undefined) return;
  const { numDeletedRows } = await trx
    .deleteFrom('file_removals')
    .where('prefix', '=', prefix)
    .where('requested_at', '>', now)
    .executeTakeFirst();
  if (numDeletedRows === 1n) return;
  throw ApiError.of('field-invalid', 'resource', 'must be an upload of the last hour that no task has used', {
    rule: 'unused-upload',
  });
}
