import { hash, type KeyObject, timingSafeEqual } from 'node:crypto';
import { prepareSecretKey } from '@boardgate/token';
import type { Database } from '../database/database.ts';
import { RowCache } from '../database/row-cache.ts';
import { isStorable } from '../storable-text.ts';
import { AccessKeyStore } from './access-key-store.ts';
import type { Vault } from './vault.ts';

/** An access key that is ready for use. */
export interface AccessKey {
  readonly accessKey: string;
  readonly secretKey: KeyObject;
  /** SHA-256 of the secret key, to compare a given one with in constant time, whatever its length. */
  readonly secretKeyDigest: Buffer;
  readonly projectId: string;
  readonly teamUuid: string;
  /** Whether the key itself or its project is disabled. */
  readonly isDisabled: boolean;
}

const MAX_CACHED_KEYS = 10_000;

/** Finds access keys for the endpoints: from memory while nothing has changed, else from the database. */
export class AccessKeys {
  readonly #store: AccessKeyStore;
  readonly #vault: Vault;
  readonly #cache: RowCache<AccessKey>;
  /** Opened where there is no key, so that an unknown access key costs what a known one does. */
  readonly #decoy: string;

  constructor(database: Database, vault: Vault, now: () => number) {
    this.#store = new AccessKeyStore(database.db);
    this.#vault = vault;
    this.#cache = new RowCache(database.changes, { maxEntries: MAX_CACHED_KEYS, now });
    this.#decoy = vault.seal('decoy', '');
  }

  /** The key if memory has it. */
  cached(accessKey: string): AccessKey | undefined {
    return this.#cache.get(accessKey);
  }

  /** The key from the database: always one read and one decryption, whether or not it exists. */
  async load(accessKey: string): Promise<AccessKey | undefined> {
    const version = this.#cache.version();
    const stored = isStorable(accessKey) ? await this.#store.find(accessKey) : undefined;
    if (stored === undefined) {
      prepareSecretKey(this.#vault.open(this.#decoy, ''));
      return undefined;
    }
    const secretKey = this.#vault.open(stored.sealedSecretKey, accessKey);
    const key: AccessKey = {
      accessKey,
      secretKey: prepareSecretKey(secretKey),
      secretKeyDigest: digestOf(secretKey),
      projectId: stored.projectId,
      teamUuid: stored.teamUuid,
      isDisabled: stored.isKeyDisabled || stored.isProjectDisabled,
    };
    this.#cache.set(accessKey, key, version);
    return key;
  }

  /** The key, from wherever it is quickest. */
  find(accessKey: string): AccessKey | Promise<AccessKey | undefined> {
    return this.cached(accessKey) ?? this.load(accessKey);
  }

  /**
   * The key, if `secretKey` is its secret key. Refusing an unknown access key and refusing a wrong secret key take the
   * same work: one database read, one decryption, one comparison.
   */
  async findByCredentials(accessKey: string, secretKey: string): Promise<AccessKey | undefined> {
    const cached = this.cached(accessKey);
    const key = cached ?? (await this.load(accessKey));
    const isRight = timingSafeEqual(digestOf(secretKey), key?.secretKeyDigest ?? NO_DIGEST);
    if (isRight && key !== undefined) return key;
    if (cached !== undefined) await this.load(accessKey);
    return undefined;
  }
}

const NO_DIGEST = Buffer.alloc(32);

function digestOf(secretKey: string): Buffer {
  return hash('sha256', secretKey, 'buffer');
}
