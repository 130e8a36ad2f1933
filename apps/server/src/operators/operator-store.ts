import type { Kysely, Selectable } from 'kysely';
import type { Operator, OperatorRole } from '../access/operator.ts';
import { decodeProjects, encodeProjects } from '../access/operator-tokens.ts';
import type { Page } from '../database/page.ts';
import type { Schema } from '../database/schema.ts';

/** An operator as it is stored, without their token. Times are epoch milliseconds. */
export interface StoredOperator extends Operator {
  readonly createdAt: number;
  /** From then on the token is refused; `null` = never. */
  readonly expiresAt: number | null;
  readonly isDisabled: boolean;
  /** `null` = never. */
  readonly lastUsedAt: number | null;
}

export class OperatorStore {
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.#db = db;
  }

  /** @returns `false` if the name is taken. */
  async create(operator: StoredOperator, tokenDigest: string): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await this.#db
      .insertInto('operators')
      .values({
        name: operator.name,
        token_digest: tokenDigest,
        role: operator.role,
        projects: encodeProjects(operator.projects),
        created_at: operator.createdAt,
        expires_at: operator.expiresAt,
        disabled_at: null,
        last_used_at: null,
      })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  }

  async find(name: string): Promise<StoredOperator | undefined> {
    const row = await this.#db
      .selectFrom('operators')
      .selectAll()
      .where('name', '=', name)
      .executeTakeFirst();
    return row && toOperator(row);
  }

  /** By name, after the one named `after`. */
  async list({ limit, after }: Page<string>): Promise<StoredOperator[]> {
    let query = this.#db.selectFrom('operators').selectAll().orderBy('name');
    if (after !== undefined) query = query.where('name', '>', after);
    if (limit !== undefined) query = query.limit(limit);
    return (await query.execute()).map(toOperator);
  }

  async update(operator: StoredOperator, disabledAt: number | null): Promise<void> {
    const { name, role, projects, expiresAt } = operator;
    await this.#db
      .updateTable('operators')
      .set({ role, projects: encodeProjects(projects), expires_at: expiresAt, disabled_at: disabledAt })
      .where('name', '=', name)
      .execute();
  }

  async setToken(name: string, tokenDigest: string): Promise<void> {
    await this.#db
      .updateTable('operators')
      .set({ token_digest: tokenDigest })
      .where('name', '=', name)
      .execute();
  }

  async delete(name: string): Promise<void> {
    await this.#db.deleteFrom('operators').where('name', '=', name).execute();
  }

  /** Whether any operator is an owner, enabled and not expired. */
  async hasOwner(now: number): Promise<boolean> {
    const row = await this.#db
      .selectFrom('operators')
      .select('name')
      .where('role', '=', 'owner')
      .where('disabled_at', 'is', null)
      .where((owner) => owner.or([owner('expires_at', 'is', null), owner('expires_at', '>', now)]))
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  }
}

function toOperator(row: Selectable<Schema['operators']>): StoredOperator {
  return {
    name: row.name,
    role: row.role as OperatorRole,
    projects: decodeProjects(row.projects),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    isDisabled: row.disabled_at !== null,
    lastUsedAt: row.last_used_at,
  };
}
