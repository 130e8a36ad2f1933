import { TOKEN_KINDS, type TokenClaims, TokenError, verifyToken } from '@boardgate/token';
import { type Actor, audited } from '../audit/audit.ts';
import { ApiError } from '../base/errors.ts';
import { checkStorable, isStorable } from '../base/text.ts';
import { toIsoOrNull } from '../base/time.ts';
import type { Database } from '../database/database.ts';
import type { KeyManagement } from '../keys/key-management.ts';
import { idOfRule, idOfToken, type RevocationScope } from './revocation-id.ts';
import { type Revocation, RevocationStore } from './revocation-store.ts';

export const MAX_REASON_LENGTH = 256;

/** How far ahead "issued before" may lie: room for clocks that run fast, and no more, since it refuses new tokens too. */
const MAX_AHEAD_MS = 3_600_000;
/** As much of a nonce as a list has to show. */
const SHOWN_NONCE_LENGTH = 64;
const PRUNE_CHUNK = 1000;
/** How long a revocation outlives its token: another server's clock may be behind, and would accept it still. */
const PRUNE_MARGIN_MS = 3_600_000;

/** Which tokens to revoke: all of a room, a key or a project. */
export interface Rule {
  readonly scope: Exclude<RevocationScope, 'token'>;
  readonly subject: string;
  /** `null` where the room lives elsewhere. */
  readonly projectId: string | null;
}

/** Creates, lists, deletes and prunes revocations. */
export class Revocations {
  readonly #database: Database;
  readonly #store: RevocationStore;
  readonly #keys: KeyManagement;
  readonly #now: () => number;

  constructor(database: Database, keys: KeyManagement, now: () => number) {
    this.#database = database;
    this.#store = new RevocationStore(database.db);
    this.#keys = keys;
    this.#now = now;
  }

  /**
   * Revokes one token.
   *
   * @throws {ApiError} where no key here signed it, or it has expired anyway.
   */
  async revokeToken(token: string, reason: string, actor: Actor): Promise<Revocation> {
    const { claims, projectId } = await this.#verify(token);
    const { accessKey, nonce, expiresAt = null } = claims;
    return await this.#put(
      {
        id: idOfToken(accessKey, nonce),
        scope: 'token',
        projectId,
        accessKey,
        nonce: shownNonce(nonce),
        issuedBefore: null,
        expiresAt,
        reason,
        createdAt: this.#now(),
      },
      actor,
    );
  }

  /**
   * Revokes every token of a room, key or project that was issued before a time; by default before the present moment is over.
   *
   * @throws {ApiError} where the time is too far ahead.
   */
  async revokeIssuedBefore(
    { scope, subject, projectId }: Rule,
    issuedBefore: number | undefined,
    reason: string,
    actor: Actor,
  ): Promise<Revocation> {
    const now = this.#now();
    // A token that was issued within this very millisecond is meant too.
    const time = issuedBefore ?? now + 1;
    if (time > now + MAX_AHEAD_MS) {
      throw ApiError.of('field-invalid', 'issuedBefore', 'must be at most an hour ahead');
    }
    checkStorable(scope, subject, 256);
    return await this.#put(
      {
        id: idOfRule(scope, subject),
        scope,
        projectId,
        accessKey: scope === 'key' ? subject : null,
        nonce: null,
        issuedBefore: time,
        expiresAt: null,
        reason,
        createdAt: now,
      },
      actor,
    );
  }

  /** @throws {ApiError} where there is no revocation `after`. */
  async list({
    scope,
    projectId,
    limit,
    after,
  }: {
    scope?: RevocationScope | undefined;
    projectId?: string | undefined;
    limit: number;
    after?: string | undefined;
  }): Promise<Revocation[]> {
    const start = after === undefined ? undefined : await this.#get(this.#store, after);
    return await this.#store.list({ scope, projectId, limit, after: start });
  }

  /**
   * Takes a revocation back: the tokens are as good as before.
   *
   * @throws {ApiError} where there is none.
   */
  async delete(id: string, actor: Actor): Promise<void> {
    await audited(this.#database, actor, this.#now(), async (trx, record) => {
      const store = new RevocationStore(trx);
      const before = await this.#get(store, id);
      await store.delete(id);
      await record({
        action: 'revocation.delete',
        subject: id,
        projectId: before.projectId,
        before: snapshot(before),
        after: null,
      });
    });
    this.#database.changes.announce('revocations', id);
  }

  /** Removes the revocations of tokens that expired an hour ago or earlier. Tells how many there were. */
  async prune(): Promise<number> {
    let total = 0;
    for (;;) {
      const count = await this.#store.deleteExpired(this.#now() - PRUNE_MARGIN_MS, PRUNE_CHUNK);
      total += count;
      if (count < PRUNE_CHUNK) return total;
      await new Promise(setImmediate);
    }
  }

  async #put(revocation: Revocation, actor: Actor): Promise<Revocation> {
    if (revocation.reason !== '') checkStorable('reason', revocation.reason, MAX_REASON_LENGTH);
    const { id, projectId } = revocation;
    const stored = await audited(this.#database, actor, this.#now(), async (trx, record) => {
      const store = new RevocationStore(trx);
      const before = await store.find(id);
      await store.put(revocation);
      const after = await this.#get(store, id);
      await record({
        action: 'revocation.create',
        subject: id,
        projectId,
        before: before === undefined ? null : snapshot(before),
        after: snapshot(after),
      });
      return after;
    });
    this.#database.changes.announce('revocations', id);
    return stored;
  }

  async #get(store: RevocationStore, id: string): Promise<Revocation> {
    const revocation = isStorable(id) ? await store.find(id) : undefined;
    if (revocation === undefined) throw ApiError.of('revocation-not-found', id);
    return revocation;
  }

  async #verify(token: string): Promise<{ claims: TokenClaims; projectId: string }> {
    let projectId = '';
    const findSecretKey = async (accessKey: string) => {
      const found = await this.#keys.reveal(accessKey);
      projectId = found?.stored.projectId ?? '';
      return found?.secretKey;
    };
    try {
      const options = { kinds: TOKEN_KINDS, now: this.#now(), findSecretKey };
      return { claims: await verifyToken(token, options), projectId };
    } catch (error) {
      if (!(error instanceof TokenError)) throw error;
      const rule =
        error.code === 'expired'
          ? 'has expired already: nobody accepts it, so there is nothing to revoke'
          : 'must be a whole token that an access key of this server signed';
      throw ApiError.of('field-invalid', 'token', rule);
    }
  }
}

/** What the vendor's generators write is kept as it is; a nonce that some program made up may hold anything. */
function shownNonce(nonce: string): string {
  return nonce.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, SHOWN_NONCE_LENGTH);
}

function snapshot({ scope, accessKey, nonce, issuedBefore, expiresAt, reason }: Revocation): object {
  return {
    scope,
    accessKey,
    nonce,
    issuedBefore: toIsoOrNull(issuedBefore),
    expiresAt: toIsoOrNull(expiresAt),
    reason,
  };
}
