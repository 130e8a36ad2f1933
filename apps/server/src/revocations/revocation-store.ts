import { type Kysely, type Selectable, sql } from 'kysely';
import { type Page, rowIs } from '../database/page.ts';
import type { Schema } from '../database/schema.ts';
import { idOfRule, type RevocationScope } from './revocation-id.ts';

export interface Revocation {
  readonly id: string;
  readonly scope: RevocationScope;
  /** `null` if the room lives in another service. */
  readonly projectId: string | null;
  readonly accessKey: string | null;
  readonly nonce: string | null;
  /** Epoch milliseconds; `null` for the revocation of one token. */
  readonly issuedBefore: number | null;
  /** When the revoked token would have expired; `null` = the revocation stays until it is deleted. */
  readonly expiresAt: number | null;
  readonly reason: string;
  readonly createdAt: number;
}

export interface RevocationFilter<After> extends Page<After> {
  readonly scope?: RevocationScope | undefined;
  readonly projectId?: string | undefined;
  /** Only those of these projects. */
  readonly projectIds?: readonly string[] | undefined;
  /** A key, or one of its tokens. */
  readonly accessKey?: string | undefined;
  readonly roomUuid?: string | undefined;
  readonly isNewestFirst?: boolean | undefined;
}

export class RevocationStore {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /**
   * If the id exists, the later time counts: two tokens may share a nonce, and the one that lives longer must stay revoked.
   */
  async put(revocation: Revocation): Promise<void> {
    await this.#db
      .insertInto('revocations')
      .values({
        id: revocation.id,
        scope: revocation.scope,
        project_id: revocation.projectId,
        access_key: revocation.accessKey,
        nonce: revocation.nonce,
        issued_before: revocation.issuedBefore,
        expires_at: revocation.expiresAt,
        reason: revocation.reason,
        created_at: revocation.createdAt,
      })
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet(({ ref }) => ({
          issued_before: laterOf('issued_before'),
          expires_at: laterOf('expires_at'),
          reason: ref('excluded.reason'),
        })),
      )
      .execute();
  }

  async find(id: string): Promise<Revocation | undefined> {
    return (await this.findAll([id]))[0];
  }

  async findAll(ids: readonly string[]): Promise<Revocation[]> {
    const rows = await this.#db.selectFrom('revocations').selectAll().where('id', 'in', ids).execute();
    return rows.map(toRevocation);
  }

  async list({
    limit,
    after,
    isNewestFirst = false,
    ...filter
  }: RevocationFilter<Revocation>): Promise<Revocation[]> {
    const { scope, projectId, projectIds, accessKey, roomUuid } = filter;
    const order = isNewestFirst ? 'desc' : 'asc';
    let query = this.#db
      .selectFrom('revocations')
      .selectAll()
      .orderBy('created_at', order)
      .orderBy('id', order);
    if (scope !== undefined) query = query.where('scope', '=', scope);
    if (projectId !== undefined) query = query.where('project_id', '=', projectId);
    if (projectIds !== undefined) query = query.where('project_id', 'in', projectIds);
    if (accessKey !== undefined) query = query.where('access_key', '=', accessKey);
    if (roomUuid !== undefined) query = query.where('id', '=', idOfRule('room', roomUuid));
    if (limit !== undefined) query = query.limit(limit);
    if (after !== undefined) {
      const place = { created_at: after.createdAt, id: after.id };
      query = query.where(rowIs(isNewestFirst ? '<' : '>', place));
    }
    return (await query.execute()).map(toRevocation);
  }

  async idsAfter(id: string, limit: number): Promise<string[]> {
    const rows = await this.#db
      .selectFrom('revocations')
      .select('id')
      .where('scope', 'in', ['token', 'room'])
      .where('id', '>', id)
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map((row) => row.id);
  }

  async delete(id: string): Promise<void> {
    await this.#db.deleteFrom('revocations').where('id', '=', id).execute();
  }

  async deleteExpired(now: number, limit: number): Promise<number> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('revocations')
      .where('id', 'in', (expired) =>
        expired.selectFrom('revocations').select('id').where('expires_at', '<=', now).limit(limit),
      )
      .executeTakeFirst();
    return Number(numDeletedRows);
  }
}

/** The later time of a stored and a new revocation; null, which is without end, is the latest. */
function laterOf(column: 'issued_before' | 'expires_at') {
  const [stored, added] = [sql.ref(`revocations.${column}`), sql.ref(`excluded.${column}`)];
  return sql<
    number | null
  >`case when ${stored} > ${added} or ${stored} is null then ${stored} else ${added} end`;
}

function toRevocation(row: Selectable<Schema['revocations']>): Revocation {
  return {
    id: row.id,
    scope: row.scope as RevocationScope,
    projectId: row.project_id,
    accessKey: row.access_key,
    nonce: row.nonce,
    issuedBefore: row.issued_before,
    expiresAt: row.expires_at,
    reason: row.reason,
    createdAt: row.created_at,
  };
}
