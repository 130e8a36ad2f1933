import { TOKEN_KINDS, type TokenClaims, TokenError, verifyToken } from '@boardgate/token';
import { type Actor, audited } from '../audit/audit.ts';
import { ApiError } from '../base/errors.ts';
import { inChunks } from '../base/next-turn.ts';
import { checkStorable, isStorable } from '../base/text.ts';
import { toIsoOrNull } from '../base/time.ts';
import type { Database } from '../database/database.ts';
import type { KeyManagement } from '../keys/key-management.ts';
import { idOfRule, idOfToken, type RevocationScope } from './revocation-id.ts';
import { type Revocation, type RevocationFilter, RevocationStore } from './revocation-store.ts';

export const MAX_REASON_LENGTH = 256;

/** How far ahead `issuedBefore` may be. It allows for fast clocks, but also refuses new tokens until then. */
const MAX_AHEAD_MS = 3_600_000;
const SHOWN_NONCE_LENGTH = 64;

/** How long a revocation outlives its token: a server whose clock is slow would still accept the token. */
const PRUNE_MARGIN_MS = 3_600_000;

/** Covers all tokens of a room, a key or a project. */
export interface Rule {
  readonly scope: Exclude<RevocationScope, 'token'>;
  readonly subject: string;
  /** `null` if the room lives in another service. */
  readonly projectId: string | null;
}

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
   * @param projectIds the only projects whose keys count; absent = all.
   * @throws {ApiError} if no key of this server signed it, or it has expired.
   */
  async revokeToken(
    token: string,
    reason: string,
    actor: Actor,
    projectIds?: readonly string[],
  ): Promise<Revocation> {
    const { claims, projectId } = await this.#verify(token, projectIds);
    const { accessKey, nonce, expiresAt = null } = claims;
    const id = idOfToken(accessKey, nonce);
    const subject = { scope: 'token', projectId, accessKey, nonce: shownNonce(nonce) } as const;
    const times = { issuedBefore: null, expiresAt, createdAt: this.#now() };
    return await this.#put({ id, ...subject, ...times, reason }, actor);
  }

  /**
   * Revokes every token of a room, key or project that was issued before a time; default: now.
   *
   * @throws {ApiError} if the time is too far ahead.
   */
  async revokeIssuedBefore(
    { scope, subject, projectId }: Rule,
    issuedBefore: number | undefined,
    reason: string,
    actor: Actor,
  ): Promise<Revocation> {
    const now = this.#now();
    // Includes tokens of this millisecond.
    const time = issuedBefore ?? now + 1;
    if (time > now + MAX_AHEAD_MS) {
      throw ApiError.of('field-invalid', 'issuedBefore', 'must be at most an hour ahead', {
        rule: 'hour-ahead-at-most',
      });
    }
    checkStorable(scope, subject, 256);
    const id = idOfRule(scope, subject);
    const covers = { scope, projectId, accessKey: scope === 'key' ? subject : null, nonce: null };
    const times = { issuedBefore: time, expiresAt: null, createdAt: now };
    return await this.#put({ id, ...covers, ...times, reason }, actor);
  }

  /** @throws {ApiError} if there is no revocation `after`. */
  async list({ after, ...filter }: RevocationFilter<string>): Promise<Revocation[]> {
    const last = after === undefined ? undefined : await loadRevocation(this.#store, after);
    return await this.#store.list({ ...filter, after: last });
  }

  /**
   * Deletes a revocation, so that its tokens are accepted again.
   *
   * @throws {ApiError} if there is none.
   */
  async delete(id: string, actor: Actor): Promise<void> {
    await audited(this.#database, actor, this.#now(), async (trx, record) => {
      const store = new RevocationStore(trx);
      const before = await loadRevocation(store, id);
      await store.delete(id);
      const { projectId } = before;
      await record({ action: 'revocation.delete', subject: id, projectId, before: snapshot(before) });
    });
    this.#database.changes.announce('revocations', id);
  }

  /** Deletes the revocations of tokens that expired at least an hour ago. Returns how many. */
  prune(): Promise<number> {
    const time = this.#now() - PRUNE_MARGIN_MS;
    return inChunks((limit) => this.#store.deleteExpired(time, limit));
  }

  async #put(revocation: Revocation, actor: Actor): Promise<Revocation> {
    if (revocation.reason !== '') checkStorable('reason', revocation.reason, MAX_REASON_LENGTH);
    const { id, projectId } = revocation;
    const stored = await audited(this.#database, actor, this.#now(), async (trx, record) => {
      const store = new RevocationStore(trx);
      const old = await store.find(id);
      await store.put(revocation);
      const saved = await loadRevocation(store, id);
      const [before, after] = [old && snapshot(old), snapshot(saved)];
      await record({ action: 'revocation.create', subject: id, projectId, before, after });
      return saved;
    });
    this.#database.changes.announce('revocations', id);
    return stored;
  }

  async #verify(
    token: string,
    projectIds: readonly string[] | undefined,
  ): Promise<{ claims: TokenClaims; projectId: string }> {
    let projectId = '';
    const findSecretKey = async (accessKey: string) => {
      const found = await this.#keys.reveal(accessKey);
      projectId = found?.stored.projectId ?? '';
      return projectIds === undefined || projectIds.includes(projectId) ? found?.secretKey : undefined;
    };
    try {
      const options = { kinds: TOKEN_KINDS, now: this.#now(), findSecretKey };
      return { claims: await verifyToken(token, options), projectId };
    } catch (error) {
      if (!(error instanceof TokenError)) throw error;
      const [sentence, rule] =
        error.code === 'expired'
          ? ([
              'has expired already: nobody accepts it, so there is nothing to revoke',
              'unexpired-token',
            ] as const)
          : (['must be a whole token that an access key of this server signed', 'signed-token'] as const);
      throw ApiError.of('field-invalid', 'token', sentence, { rule });
    }
  }
}

async function loadRevocation(store: RevocationStore, id: string): Promise<Revocation> {
  const revocation = isStorable(id) ? await store.find(id) : undefined;
  if (revocation === undefined) throw ApiError.of('revocation-not-found', id);
  return revocation;
}

/** Keeps nonces of the vendor's generators as they are; those of other programs may contain anything. */
function shownNonce(nonce: string): string {
  return nonce.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, SHOWN_NONCE_LENGTH);
}

function snapshot({ scope, accessKey, nonce, issuedBefore, expiresAt, reason }: Revocation): object {
  const times = { issuedBefore: toIsoOrNull(issuedBefore), expiresAt: toIsoOrNull(expiresAt) };
  return { scope, accessKey, nonce, ...times, reason };
}
