import type { Transaction } from 'kysely';
import { type Actor, audited } from '../audit/audit.ts';
import { OperatorError } from '../base/operator-error.ts';
import { randomText } from '../base/text.ts';
import type { Database } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import type { Vault } from '../secrets/vault.ts';
import { ADMIN_TOKEN_SETTING, type AdminToken } from './admin-token.ts';

const LIFE_MS = 15 * 60_000;

const CODE_LENGTH = 43;

/** Codes of links that sign in to the console once. */
export class SignInCodes {
  readonly #database: Database;
  readonly #vault: Vault;
  readonly #adminToken: AdminToken;
  readonly #now: () => number;

  constructor(database: Database, vault: Vault, adminToken: AdminToken, now: () => number) {
    this.#database = database;
    this.#vault = vault;
    this.#adminToken = adminToken;
    this.#now = now;
  }

  /**
   * Creates a code, to be shown only this once.
   *
   * @throws {OperatorError} if there has never been an admin token: a session needs one.
   */
  async create(actor: Actor): Promise<string> {
    const code = randomText(CODE_LENGTH);
    const now = this.#now();
    const digest = await this.#adminToken.digestInForce();
    if (digest === '') throw new OperatorError('there is no admin token yet: `boardgate serve` makes one');
    const row = { id: idOf(this.#vault, code), admin_token: digest, created_at: now };
    await audited(this.#database, actor, now, async (trx, record) => {
      await trx.insertInto('console_codes').values(row).execute();
      await record({ action: 'sign-in-link.create', subject: 'session', projectId: null });
    });
    return code;
  }

  async prune(): Promise<void> {
    await this.#database.db
      .deleteFrom('console_codes')
      .where('created_at', '<=', this.#now() - LIFE_MS)
      .execute();
  }
}

/**
 * Uses up a code. Of several requests at once, only one finds the row to delete.
 *
 * @returns the digest of the admin token in force when the code was created; `undefined` if the code is not valid
 */
export async function takeCode(
  trx: Transaction<Schema>,
  vault: Vault,
  code: string,
  now: number,
): Promise<string | undefined> {
  const row = await trx
    .deleteFrom('console_codes')
    .where('id', '=', idOf(vault, code))
    .where('created_at', '>', now - LIFE_MS)
    .where('admin_token', 'in', (query) =>
      query.selectFrom('settings').select('value').where('name', '=', ADMIN_TOKEN_SETTING),
    )
    .returning('admin_token')
    .executeTakeFirst();
  return row?.admin_token;
}

function idOf(vault: Vault, code: string): string {
  return vault.digest('console sign-in code', code);
}
