import { timingSafeEqual } from 'node:crypto';
import { type Actor, audited } from '../audit/audit.ts';
import type { Config } from '../config.ts';
import type { Database } from '../database/database.ts';
import { ApiError } from '../errors.ts';
import type { FailedAttempts } from '../keys/failed-attempts.ts';
import type { Vault } from '../keys/vault.ts';
import { randomText } from '../projects/projects.ts';

const SETTING = 'admin-token';
const RANDOM_LENGTH = 43;
const BEARER = /^Bearer +(\S+)$/i;

/** The token that guards `/v1`. The database holds a keyed digest of it, and nothing else does. */
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
   * Puts the configured token in force, or a new one where there has never been any.
   *
   * @returns the new one, to be shown this once
   */
  async prepare(): Promise<string | undefined> {
    const generated = this.#configured ?? newToken();
    const { numInsertedOrUpdatedRows } = await this.#database.db
      .insertInto('settings')
      .values({ name: SETTING, value: this.#digestOf(generated) })
      .onConflict((conflict) =>
        this.#configured === undefined
          ? conflict.column('name').doNothing()
          : conflict.column('name').doUpdateSet({ value: this.#digestOf(generated) }),
      )
      .executeTakeFirst();
    return this.#configured === undefined && numInsertedOrUpdatedRows === 1n ? generated : undefined;
  }

  /**
   * A new token in place of the old one, which is refused from now on.
   *
   * @throws {ApiError} where the configuration gives the token.
   */
  async replace(actor: Actor): Promise<string> {
    if (this.#configured !== undefined) throw ApiError.of('admin-token-configured');
    const token = newToken();
    const value = this.#digestOf(token);
    await audited(this.#database, actor, this.#now(), async (trx, record) => {
      await trx
        .insertInto('settings')
        .values({ name: SETTING, value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute();
      await record({
        action: 'admin-token.replace',
        subject: SETTING,
        projectId: null,
        before: null,
        after: null,
      });
    });
    return token;
  }

  /** Checks an `Authorization` header in constant time, against what is in force at this moment. */
  async isRight(authorization: string): Promise<boolean> {
    const given = BEARER.exec(authorization)?.[1] ?? '';
    const row = await this.#database.db
      .selectFrom('settings')
      .select('value')
      .where('name', '=', SETTING)
      .executeTakeFirst();
    const digest = Buffer.from(this.#digestOf(given));
    const stored = Buffer.from(row?.value ?? '');
    return timingSafeEqual(digest, stored.length === digest.length ? stored : Buffer.alloc(digest.length));
  }

  #digestOf(token: string): string {
    return this.#vault.digest('admin token', token);
  }
}

/** Refuses a request to `/v1` that does not bear the admin token, and whoever has tried too many. */
export async function checkAdmin(
  adminToken: AdminToken,
  failures: FailedAttempts,
  authorization: string | undefined,
  address: string,
): Promise<void> {
  if (authorization === undefined) throw ApiError.of('admin-token-missing');
  await failures.check(address);
  if (await adminToken.isRight(authorization)) return await failures.check(address);
  await failures.count(address);
  throw ApiError.of('admin-token-wrong');
}

/** The prefix lets whoever finds one, a scanner of repositories for instance, know what it is. */
function newToken(): string {
  return `boardgate_admin_${randomText(RANDOM_LENGTH)}`;
}
