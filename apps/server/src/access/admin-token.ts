import { timingSafeEqual } from 'node:crypto';
import { type Actor, audited } from '../audit/audit.ts';
import { ApiError } from '../base/errors.ts';
import { randomText } from '../base/text.ts';
import type { Config } from '../config/config.ts';
import type { Database } from '../database/database.ts';
import type { Vault } from '../secrets/vault.ts';

/** The row of `settings` with the digest of the current token. */
export const ADMIN_TOKEN_SETTING = 'admin-token';
const RANDOM_LENGTH = 43;

/** The token that guards `/v1`. Only a keyed digest of it is stored, in the database. */
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
   * Stores the configured token, or generates one if there has never been any.
   *
   * @returns the generated token, which is shown only this once
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
   * Replaces the token. The old one is refused from now on.
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
      await record({
        action: 'admin-token.replace',
        subject: ADMIN_TOKEN_SETTING,
        projectId: null,
        before: null,
        after: null,
      });
    });
    return token;
  }

  /**
   * Compares a token with the current one in constant time.
   *
   * @returns the token's digest if it is right
   */
  async check(given: string): Promise<string | undefined> {
    const inForce = await this.digestInForce();
    const digest = this.#digestOf(given);
    const [one, other] = [Buffer.from(digest), Buffer.from(inForce)];
    const isRight = timingSafeEqual(one, other.length === one.length ? other : Buffer.alloc(one.length));
    return isRight ? digest : undefined;
  }

  /** The digest of the current token; empty if there is none. */
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

/** The prefix lets secret scanners recognise a leaked token. */
function newToken(): string {
  return `boardgate_admin_${randomText(RANDOM_LENGTH)}`;
}
