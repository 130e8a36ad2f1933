import { timingSafeEqual } from 'node:crypto';
import type { Kysely } from 'kysely';
import { type Actor, audited } from '../audit/audit.ts';
import { ApiError } from '../base/errors.ts';
import { randomText } from '../base/text.ts';
import type { Config } from '../config/config.ts';
import type { Database } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import type { Vault } from '../secrets/vault.ts';

/** The row of `settings` with the digest of the current token. */
export const ADMIN_TOKEN_SETTING = 'admin-token';
const RANDOM_LENGTH = 43;

/** The token that guards `/v1`. It is stored only as a keyed digest in the database. */
export class AdminToken {
  readonly #database: Database;
  readonly #vault: Vault;
  readonly #configured: string | undefined;
  readonly #now: () => number;

  constructor(database: Database, vault: Vault, config: Pick<Config, 'adminToken'>, now: () => number) {
    this.#database = database;
    this.#vault = vault;
    this.#configured = config.adminToken;
    this.#now = now;
  }

  /**
   * Puts the configured token in force; without one, generates a token at the first start.
   *
   * @returns the generated token, to be shown only this once
   */
  async prepare(): Promise<string | undefined> {
    const generated = this.#configured ?? newToken();
    const { numInsertedOrUpdatedRows } = await this.#database.db
      .insertInto('settings')
      .values({ name: ADMIN_TOKEN_SETTING, value: this.#digestOf(generated) })
      .onConflict((conflict) =>
        this.#configured === undefined
          ? conflict.column('name').doNothing()
          : conflict.column('name').doUpdateSet({ value: this.#digestOf(generated) }),
      )
      .executeTakeFirst();
    return this.#configured === undefined && numInsertedOrUpdatedRows === 1n ? generated : undefined;
  }

  /**
   * Replaces the token; the old one stops working.
   *
   * @throws {ApiError} if the configuration sets the token.
   */
  async replace(actor: Actor): Promise<string> {
    if (this.#configured !== undefined) throw ApiError.of('admin-token-configured');
    const token = newToken();
    const value = this.#digestOf(token);
    await audited(this.#database, actor, this.#now(), async (trx, record) => {
      await trx
        .insertInto('settings')
        .values({ name: ADMIN_TOKEN_SETTING, value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute();
      await record({ action: 'admin-token.replace', subject: ADMIN_TOKEN_SETTING, projectId: null });
    });
    return token;
  }

  /**
   * Compares a token with the one in force, in constant time.
   *
   * @returns its digest if it is right
   */
  async check(given: string): Promise<string | undefined> {
    const inForce = await this.digestInForce();
    const digest = this.#digestOf(given);
    const [one, other] = [Buffer.from(digest), Buffer.from(inForce)];
    const isRight = timingSafeEqual(one, other.length === one.length ? other : Buffer.alloc(one.length));
    return isRight ? digest : undefined;
  }

  /** The digest of the token in force; empty if there has never been one. */
  async digestInForce(): Promise<string> {
    const row = await this.#database.db
      .selectFrom('settings')
      .select('value')
      .where('name', '=', ADMIN_TOKEN_SETTING)
      .executeTakeFirst();
    return row?.value ?? '';
  }

  #digestOf(token: string): string {
    return this.#vault.digest('admin token', token);
  }
}

/** Whether there is one: the first start makes it. */
export async function hasAdminToken(db: Kysely<Schema>): Promise<boolean> {
  const row = await db
    .selectFrom('settings')
    .select('name')
    .where('name', '=', ADMIN_TOKEN_SETTING)
    .executeTakeFirst();
  return row !== undefined;
}

/** The prefix tells people and secret scanners what they have found. */
function newToken(): string {
  return `boardgate_admin_${randomText(RANDOM_LENGTH)}`;
}
