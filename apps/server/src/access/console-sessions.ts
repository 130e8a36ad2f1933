import type { Transaction } from 'kysely';
import { audited } from '../audit/audit.ts';
import { ApiError } from '../base/errors.ts';
import { randomText } from '../base/text.ts';
import type { Database } from '../database/database.ts';
import type { Schema } from '../database/schema.ts';
import type { Vault } from '../secrets/vault.ts';
import { ADMIN_TOKEN_SETTING } from './admin-token.ts';
import { actorFor, FIRST_OPERATOR, type Operator } from './operator.ts';
import { type AcceptedToken, OPERATOR_COLUMNS, type OperatorTokens, operatorOf } from './operator-tokens.ts';
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

/** What lets a person sign in: the admin token, an operator's, or the code of a link. */
export type SignInProof = AcceptedToken | { readonly code: string };

export interface ConsoleSession {
  readonly id: string;
  readonly operator: Operator;
  /** When it ends without further activity. */
  readonly expiresAt: number;
}

export interface NewSession extends ConsoleSession {
  /** Goes into the cookie and nowhere else. */
  readonly token: string;
}

/**
 * A session ends after a time, by signing out, or with the token that began it: when that is replaced or expires, or its operator is
 * disabled or deleted.
 */
export class ConsoleSessions {
  readonly #database: Database;
  readonly #vault: Vault;
  readonly #operatorTokens: OperatorTokens;
  readonly #now: () => number;

  constructor(database: Database, vault: Vault, operatorTokens: OperatorTokens, now: () => number) {
    this.#database = database;
    this.#vault = vault;
    this.#operatorTokens = operatorTokens;
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
    const id = this.#idOf(token);
    const operator = 'code' in proof ? FIRST_OPERATOR : proof.operator;
    await audited(this.#database, actorFor(operator, true, address), now, async (trx, record) => {
      const digest = 'code' in proof ? await takeCode(trx, this.#vault, proof.code, now) : proof.digest;
      if (digest === undefined) throw ApiError.of('code-wrong');
      if (previousToken !== undefined) await remove(trx, this.#idOf(previousToken));
      const row = { id, admin_token: digest, created_at: now, seen_at: now };
      await trx.insertInto('console_sessions').values(row).execute();
      await trx
        .insertInto('settings')
        .values({ name: USED_SETTING, value: 'yes' })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute();
      const after = { by: nameOf(proof) };
      await record({ action: 'session.create', subject: 'session', projectId: null, after });
    });
    const expiresAt = Math.min(
      endOf(now, now),
      ('code' in proof ? null : proof.expiresAt) ?? Number.POSITIVE_INFINITY,
    );
    return { token, id, operator, expiresAt };
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
      // Whatever ends the token that began the session, by whatever means, ends the session.
      .leftJoin('settings', (join) =>
        join
          .on('settings.name', '=', ADMIN_TOKEN_SETTING)
          .onRef('settings.value', '=', 'session.admin_token'),
      )
      .leftJoin('operators', 'operators.token_digest', 'session.admin_token')
      .select([
        'session.id',
        'session.created_at',
        'session.seen_at',
        'settings.value as admin_token',
        ...OPERATOR_COLUMNS,
        'operators.last_used_at',
      ])
      .where('session.id', '=', this.#idOf(token))
      .executeTakeFirst();
    if (row === undefined || endOf(row.created_at, row.seen_at) <= now) return undefined;
    const operator = row.admin_token === null ? operatorOf(row, now) : FIRST_OPERATOR;
    if (operator === undefined) return undefined;
    const { id } = row;
    const endAt = (seenAt: number) =>
      Math.min(endOf(row.created_at, seenAt), row.expires_at ?? Number.POSITIVE_INFINITY);
    if (!isActive || now - row.seen_at < SEEN_EVERY_MS)
      return { id, operator, expiresAt: endAt(row.seen_at) };
    await db.updateTable('console_sessions').set({ seen_at: now }).where('id', '=', id).execute();
    if (row.admin_token === null) await this.#operatorTokens.noteUse(operator.name, row.last_used_at);
    return { id, operator, expiresAt: endAt(now) };
  }

  async delete(token: string, address: string): Promise<void> {
    const session = await this.find(token, false);
    if (session === undefined) return;
    const actor = actorFor(session.operator, true, address);
    await audited(this.#database, actor, this.#now(), async (trx, record) => {
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

/** What the audit log says of how somebody signed in. */
function nameOf(proof: SignInProof): string {
  if ('code' in proof) return 'link';
  return proof.operator.name === FIRST_OPERATOR.name ? 'admin token' : 'operator token';
}

async function remove(trx: Transaction<Schema>, id: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('console_sessions')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}
