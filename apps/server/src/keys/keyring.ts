import { hash, timingSafeEqual } from 'node:crypto';
import { prepareSecretKey } from '@boardgate/token';
import type { AccessKey } from '../access/access-key.ts';
import { isStorable } from '../base/text.ts';
import { AdmissionFilter } from '../database/admission-filter.ts';
import type { Change } from '../database/change-feed.ts';
import type { Database } from '../database/database.ts';
import { EvenWork } from '../database/even-work.ts';
import { type Concern, RowCache, rowsOf } from '../database/row-cache.ts';
import type { Vault } from '../secrets/vault.ts';
import { AccessKeyStore } from './access-key-store.ts';

const MAX_CACHED_KEYS = 10_000;

export class Keyring {
  readonly #store: AccessKeyStore;
  readonly #vault: Vault;
  readonly #onDamaged: (accessKey: string) => void;
  readonly #cache: RowCache<AccessKey>;
  readonly #admission = new AdmissionFilter();
  readonly #evenWork: EvenWork;

  /** @param onDamaged told of a key whose secret key cannot be opened: it counts as unknown, and nobody else's suffers. */
  constructor(database: Database, vault: Vault, onDamaged: (accessKey: string) => void = () => {}) {
    this.#onDamaged = onDamaged;
    this.#store = new AccessKeyStore(database.db);
    this.#vault = vault;
    this.#cache = new RowCache(database.changes, { maxEntries: MAX_CACHED_KEYS, concernOf });
    this.#evenWork = new EvenWork({
      read: (accessKey) => this.#read(accessKey),
      anyId: async () => (await this.#store.list({ limit: 1 }))[0]?.accessKey,
      nobodys: NOBODYS_KEY,
    });
  }

  cached(accessKey: string): AccessKey | undefined {
    return this.#cache.get(accessKey);
  }

  async load(accessKey: string): Promise<AccessKey | undefined> {
    const version = this.#cache.version();
    const key = await this.#read(accessKey);
    if (key === undefined) return undefined;
    if (this.#admission.admits(accessKey)) this.#cache.set(accessKey, key, version);
    return key;
  }

  async #read(accessKey: string): Promise<AccessKey | undefined> {
    const stored = isStorable(accessKey) ? await this.#store.find(accessKey) : undefined;
    if (stored === undefined) return undefined;
    await this.#vault.prepareFor(stored.sealedSecretKey);
    const secretKey = this.#vault.openIfWhole(stored.sealedSecretKey, accessKey);
    if (secretKey === undefined) {
      this.#onDamaged(accessKey);
      return undefined;
    }
    const isDisabled = stored.isKeyDisabled || stored.isProjectDisabled;
    return {
      accessKey,
      secretKey: prepareSecretKey(secretKey),
      // A copy on the heap: the digest's own buffer keeps memory outside it.
      secretKeyDigest: new Uint8Array(digestOf(secretKey)),
      projectId: stored.projectId,
      teamUuid: stored.teamUuid,
      policy: stored.policy,
      goodUntil: isDisabled ? 0 : (stored.expiresAt ?? Number.POSITIVE_INFINITY),
      revokedBefore: stored.revokedBefore,
    };
  }

  /**
   * Finds a key and tells whether `secretKey` is its secret key. An unknown access key and a wrong secret key take
   * the same work.
   */
  async findByCredentials(
    accessKey: string,
    secretKey: string,
  ): Promise<{ readonly key: AccessKey | undefined; readonly isProved: boolean }> {
    const cached = this.cached(accessKey);
    const key = cached ?? (await this.load(accessKey));
    const isRight = timingSafeEqual(digestOf(secretKey), key?.secretKeyDigest ?? NO_DIGEST);
    const isProved = isRight && key !== undefined;
    if (!isProved) await this.equaliseTime(key, cached !== undefined);
    return { key, isProved };
  }

  /**
   * Await this before a refusal that depends on an access key, so that its time does not tell whether the key exists:
   * afterwards the database has been asked for one existing and one unknown key. The key is not cached: it would
   * displace a prepared one.
   */
  async equaliseTime(key: AccessKey | undefined, isFromMemory: boolean): Promise<void> {
    if (key !== undefined && isFromMemory) await this.#read(key.accessKey);
    await this.#evenWork.after(key !== undefined);
  }
}

/** As long as a generated access key, but never one. */
const NOBODYS_KEY = '(nobody-s-key-0)';

const concernOfKeyRows = rowsOf('access_keys');

/** A cached key also depends on its project's row, and on revocations of the key or its project. */
function concernOf(change: Change): Concern {
  if (change.table === 'projects') return 'all';
  if (change.table !== 'revocations') return concernOfKeyRows(change);
  if (change.id === undefined || change.id.startsWith('project:')) return 'all';
  return change.id.startsWith('key:') ? { key: change.id.slice('key:'.length) } : 'none';
}

const NO_DIGEST = Buffer.alloc(32);

function digestOf(secretKey: string): Buffer {
  return hash('sha256', secretKey, 'buffer');
}
