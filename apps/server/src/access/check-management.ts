import type { FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import { ApiError } from '../base/errors.ts';
import { isStorable } from '../base/text.ts';
import type { Schema } from '../database/schema.ts';
import {
  MANAGEMENT,
  type ManagementOperation,
  type ManagementPermission,
  type Subject,
} from './management-permissions.ts';
import { isRoleEnough, type Operator } from './operator.ts';

/**
 * Whether the operator's role permits the operation, and their projects, if it concerns all.
 *
 * @throws {ApiError} `operator-role-too-low`, `operator-limited`
 */
export function checkRole(operation: ManagementOperation, { role, projects }: Operator): void {
  const { role: lowest, concerns }: ManagementPermission = MANAGEMENT[operation];
  if (!isRoleEnough(role, lowest)) throw ApiError.of('operator-role-too-low', role, lowest);
  if (concerns === 'server' && projects !== null) throw ApiError.of('operator-limited');
}

/**
 * Whether everything that a request names is of the operator's projects. What is another's is refused like what does not exist, before the
 * handler looks at anything: it could tell them apart by what it checks first.
 *
 * @throws {ApiError}
 */
export async function checkProjects(
  operation: ManagementOperation,
  request: Pick<FastifyRequest, 'params' | 'query' | 'body'>,
  { projects }: Operator,
  db: Kysely<Schema>,
): Promise<void> {
  const { concerns }: ManagementPermission = MANAGEMENT[operation];
  if (projects === null || typeof concerns === 'string') return;
  for (const [place, subject] of Object.entries(concerns) as [string, Subject][]) {
    const [part, name] = place.split('.') as ['params' | 'query' | 'body', string];
    const id = (request[part] as Record<string, unknown> | null | undefined)?.[name];
    if (typeof id !== 'string') continue;
    const owner = isStorable(id) ? await ownerOf(subject, id, db) : undefined;
    if (owner === undefined || !projects.includes(owner)) throw notFound(subject, id);
  }
}

/** The id of the project that something belongs to; `undefined` if there is no such thing, or it is no project's. */
async function ownerOf(subject: Subject, id: string, db: Kysely<Schema>): Promise<string | undefined> {
  if (subject === 'project') return id;
  const row = await queryOf(subject, id, db).executeTakeFirst();
  return row?.project_id ?? undefined;
}

function queryOf(subject: Exclude<Subject, 'project'>, id: string, db: Kysely<Schema>) {
  switch (subject) {
    case 'key':
      return db.selectFrom('access_keys').select('project_id').where('access_key', '=', id);
    case 'room':
      return db.selectFrom('rooms').select('project_id').where('uuid', '=', id);
    case 'task':
      return db.selectFrom('tasks').select('project_id').where('uuid', '=', id);
    case 'delivery':
      return db.selectFrom('webhook_deliveries').select('project_id').where('id', '=', id);
    case 'revocation':
      return db.selectFrom('revocations').select('project_id').where('id', '=', id);
  }
}

function notFound(subject: Subject, id: string): ApiError {
  if (subject === 'room' || subject === 'task') return ApiError.of(`${subject}-not-found`);
  return ApiError.of(`${subject}-not-found`, id);
}
