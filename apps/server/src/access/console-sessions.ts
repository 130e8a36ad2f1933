import type { Transaction } from 'kysely';
import { audited, consoleActor } from '../audit/audit.ts';
import { ApiError } from '../base/errors.ts';
import { randomText } from '../base/text.ts';
import type { Database } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import type { Vault } from '../secrets/vault.ts';
import { ADMIN_TOKEN_SETTING } from './admin-token.ts';
import { takeCode } from './sign-in-codes.ts';

/** How long a session lasts without activity, and at most. */
const IDLE_MS = 30 * 60_000;
const LONGEST_MS = 12 * 3_600_000;

/** Activity is written at most this often: one page sends many requests. */
const SEEN_EVERY_MS = 10_000;

/** Six random bits a character: 258 bits. */
const TOKEN_LENGTH = 43;

/** The row of `settings` that exists once somebody has signed in. */
const USED_SETTING = 'console-used';

/** What lets a person sign in: the digest of the admin token, or the code of a link. */
export type SignInProof = { readonly adminTokenDigest: string } | { readonly code: string };

export interface ConsoleSession {
  readonly id: string;
  /** When it ends without further activity. */
  readonly expiresAt: number;
}

export interface NewSession extends ConsoleSession {
  /** Goes into the cookie and nowhere else. */
  readonly token: string;
}

/** A session ends after a time, by signing out, or when the admin token that began it is replaced. */
export class ConsoleSessions {
  readonly #database: Database;
  readonly #vault: Vault;
  readonly #now: () => number;

  constructor(database: Database, vault: Vault, now: () => number) {
    this.#database = database;
    this.#vault = vault;
    this.#now = now;
  }

  /**
   * Starts a session and ends the browser's previous one: an attacker may have planted that.
   *
   * @throws {ApiError} `code-wrong`
   */
  async create(proof: SignInProof, address: string, previousToken: string | undefined): Promise<NewSession> {
    const now = this.#now();
    const token = randomText(TOKEN_LENGTH);
    const session = { token, id: this.#idOf(token), expiresAt: endOf(now, now) };
    await audited(this.#database, consoleActor(address), now, async (trx, record) => {
      const by = 'code' in proof ? 'link' : 'admin token';
      const adminToken =
        'code' in proof ? await takeCode(trx, this.#vault, proof.code, now) : proof.adminTokenDigest;
      if (adminToken === undefined) throw ApiError.of('code-wrong');
      if (previousToken !== undefined) await remove(trx, this.#idOf(previousToken));
      const row = { id: session.id, admin_token: adminToken, created_at: now, seen_at: now };
      await trx.insertInto('console_sessions').values(row).execute();
      await trx
        .insertInto('settings')
        .values({ name: USED_SETTING, value: 'yes' })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute();
      await record({ action: 'session.create', subject: 'session', projectId: null, after: { by } });
    });
    return session;
  }

  /**
   * Finds the session of a cookie, unless it has ended.
   *
   * @param isActive whether a person sent the request, not the page by itself: this extends the session.
   */
  async find(token: string, isActive: boolean): Promise<ConsoleSession | undefined> {
    const now = this.#now();
    const { db } = this.#database;
    const row = await db
      .selectFrom('console_sessions as session')
      // Replacing the admin token, by whatever means, ends every session that began with the old one.
      .innerJoin('settings', (join) =>
        join
          .on('settings.name', '=', ADMIN_TOKEN_SETTING)
          .onRef('settings.value', '=', 'session.admin_token'),
      )
      .select(['session.id', 'session.created_at', 'session.seen_at'])
      .where('session.id', '=', this.#idOf(token))
      .executeTakeFirst();
    if (row === undefined || endOf(row.created_at, row.seen_at) <= now) return undefined;
    if (!isActive || now - row.seen_at < SEEN_EVERY_MS)
      return { id: row.id, expiresAt: endOf(row.created_at, row.seen_at) };
    await db.updateTable('console_sessions').set({ seen_at: now }).where('id', '=', row.id).execute();
    return { id: row.id, expiresAt: endOf(row.created_at, now) };
  }

  async delete(token: string, address: string): Promise<void> {
    if ((await this.find(token, false)) === undefined) return;
    await audited(this.#database, consoleActor(address), this.#now(), async (trx, record) => {
      if (!(await remove(trx, this.#idOf(token)))) return;
      await record({ action: 'session.delete', subject: 'session', projectId: null });
    });
  }

  async wasUsed(): Promise<boolean> {
    const row = await this.#database.db
      .selectFrom('settings')
      .select('name')
      .where('name', '=', USED_SETTING)
      .executeTakeFirst();
    return row !== undefined;
  }

  async prune(): Promise<void> {
    const now = this.#now();
    await this.#database.db
      .deleteFrom('console_sessions')
      .where((row) =>
        row.or([row('seen_at', '<=', now - IDLE_MS), row('created_at', '<=', now - LONGEST_MS)]),
      )
      .execute();
  }

  #idOf(token: string): string {
    return this.#vault.digest('console session', token);
  }
}

function endOf(createdAt: number, seenAt: number): number {
  return Math.min(seenAt + IDLE_MS, createdAt + LONGEST_MS);
}

async function remove(trx: Transaction<Schema>, id: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('console_sessions')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}
