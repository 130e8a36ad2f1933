import { randomText } from '../base/text.ts';
import type { Database } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import type { Vault } from '../secrets/vault.ts';
import type { Operator, OperatorRole } from './operator.ts';

const RANDOM_LENGTH = 43;

/** Use is written at most this often: a program may send many requests. */
const USED_EVERY_MS = 60_000;

/** A token that was accepted. */
export interface AcceptedToken {
  readonly operator: Operator;
  readonly digest: string;
  /** Epoch milliseconds; `null` = it does not expire. */
  readonly expiresAt: number | null;
}

/** The columns that say who an operator is. */
export const OPERATOR_COLUMNS = [
  'operators.name',
  'operators.role',
  'operators.projects',
  'operators.expires_at',
  'operators.disabled_at',
] as const;

/** All `null` where a join has found none. */
type OperatorRow = {
  readonly [Column in 'name' | 'role' | 'projects' | 'expires_at' | 'disabled_at']:
    | Schema['operators'][Column]
    | null;
};

/** The tokens of operators. They are stored only as keyed digests in the database, which is read for each request. */
export class OperatorTokens {
  readonly #database: Database;
  readonly #vault: Vault;
  readonly #now: () => number;

  constructor(database: Database, vault: Vault, now: () => number) {
    this.#database = database;
    this.#vault = vault;
    this.#now = now;
  }

  /** A new token, to be shown only once, and what is stored of it. */
  create(): { readonly token: string; readonly digest: string } {
    // The prefix tells people and secret scanners what they have found.
    const token = `boardgate_operator_${randomText(RANDOM_LENGTH)}`;
    return { token, digest: this.#digestOf(token) };
  }

  /**
   * Finds the operator with a token, unless they are disabled or the token has expired. The time that it takes tells nothing about the tokens
   * there are: an index finds the keyed digest, and who does not have the key cannot choose that.
   */
  async check(given: string): Promise<AcceptedToken | undefined> {
    const digest = this.#digestOf(given);
    const row = await this.#database.db
      .selectFrom('operators')
      .select([...OPERATOR_COLUMNS, 'last_used_at'])
      .where('token_digest', '=', digest)
      .executeTakeFirst();
    const operator = row && operatorOf(row, this.#now());
    if (row === undefined || operator === undefined) return undefined;
    await this.noteUse(operator.name, row.last_used_at);
    return { operator, digest, expiresAt: row.expires_at };
  }

  /** Records that an operator is active. */
  async noteUse(name: string, lastUsedAt: number | null): Promise<void> {
    const now = this.#now();
    if (lastUsedAt !== null && now - lastUsedAt < USED_EVERY_MS) return;
    await this.#database.db
      .updateTable('operators')
      .set({ last_used_at: now })
      .where('name', '=', name)
      .execute()
      // Who may only read does so even while the database takes no changes.
      .catch(() => undefined);
  }

  #digestOf(token: string): string {
    return this.#vault.digest('operator token', token);
  }
}

/** `undefined` if the operator may do nothing: disabled, or at `expires_at` and after it. */
export function operatorOf(row: OperatorRow, now: number): Operator | undefined {
  const { name, role, projects, expires_at, disabled_at } = row;
  if (name === null || role === null || disabled_at !== null) return undefined;
  if (expires_at !== null && now >= expires_at) return undefined;
  return { name, role: role as OperatorRole, projects: decodeProjects(projects) };
}

/** The stored form of the projects that an operator is limited to; `null` = to none. */
export function encodeProjects(projects: readonly string[] | null): string | null {
  return projects === null ? null : JSON.stringify(projects);
}

export function decodeProjects(stored: string | null): readonly string[] | null {
  return stored === null ? null : (JSON.parse(stored) as string[]);
}
