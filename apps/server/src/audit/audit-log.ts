import type { Kysely } from 'kysely';
import type { Database } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import type { AuditAction } from './audit.ts';

export interface AuditEntry {
  readonly id: number;
  readonly at: number;
  readonly actor: string;
  readonly address: string | null;
  readonly action: AuditAction;
  readonly subject: string;
  readonly projectId: string | null;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

export interface AuditFilter {
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly subject?: string | undefined;
  readonly projectId?: string | undefined;
  /** Only what concerns one of these projects. */
  readonly projectIds?: readonly string[] | undefined;
  /** Epoch milliseconds: `from` included, `until` excluded. */
  readonly from?: number | undefined;
  readonly until?: number | undefined;
  readonly limit: number;
  /** The id of the last line of the previous page. */
  readonly after?: number | undefined;
}

export class AuditLog {
  readonly #db: Kysely<Schema>;

  constructor({ db }: Database) {
    this.#db = db;
  }

  async list(filter: AuditFilter): Promise<AuditEntry[]> {
    let query = this.#db.selectFrom('audit').selectAll().orderBy('id', 'desc').limit(filter.limit);
    const { actor, action, subject, projectId, projectIds, from, until, after } = filter;
    if (actor !== undefined) query = query.where('actor', '=', actor);
    if (action !== undefined) query = query.where('action', '=', action);
    if (subject !== undefined) query = query.where('subject', 'in', [subject, ...rulesAbout(subject)]);
    if (projectId !== undefined) query = query.where('project_id', '=', projectId);
    if (projectIds !== undefined) query = query.where('project_id', 'in', projectIds);
    if (from !== undefined) query = query.where('at', '>=', from);
    if (until !== undefined) query = query.where('at', '<', until);
    if (after !== undefined) query = query.where('id', '<', after);
    return (await query.execute()).map(({ project_id, before, after: later, ...row }) => ({
      ...row,
      action: row.action as AuditAction,
      projectId: project_id,
      before: before === null ? null : JSON.parse(before),
      after: later === null ? null : JSON.parse(later),
    }));
  }
}

/** The ids of the revocations of all tokens of a room, a key or a project, as `idOfRule` writes them. */
function rulesAbout(subject: string): string[] {
  return ['room', 'key', 'project'].map((scope) => `${scope}:${subject}`);
}
