import { isDeepStrictEqual } from 'node:util';
import { MAX_FIELD_LENGTH } from '@boardgate/token';
import { DeletedKeys } from '../access/deleted-keys.ts';
import { type Also, nothingElse } from '../access/idempotency.ts';
import { type Actor, audited } from '../audit/audit.ts';
import { ApiError } from '../base/errors.ts';
import { checkStorable, isStorable, randomText } from '../base/text.ts';
import { toIso, toIsoOrNull } from '../base/time.ts';
import type { Database } from '../database/database.ts';
import type { Project } from '../projects/project.ts';
import type { Vault } from '../secrets/vault.ts';
import {
  AccessKeyStore,
  type KeyActivity,
  type KeyFilter,
  type StoredAccessKey,
} from './access-key-store.ts';

const ACCESS_KEY_LENGTH = 16;
const SECRET_KEY_LENGTH = 32;
export const MAX_SECRET_KEY_LENGTH = 1024;
export const MAX_KEY_NAME_LENGTH = 64;

/** A pair with its secret key in plain text, which only creation shows. */
export interface KeyPair {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** What a key is created or changed with. Absent = unchanged. */
export interface KeyDetails {
  /** `null` = no name. */
  readonly name?: string | null | undefined;
  /** Epoch milliseconds; `null` = never. */
  readonly expiresAt?: number | null | undefined;
  readonly isDisabled?: boolean | undefined;
}

export type KeyWithActivity = StoredAccessKey & KeyActivity;

/** The new pair, and how long the old key stays valid. */
export interface Rotation extends KeyPair {
  readonly replaces: string;
  readonly oldValidUntil: number;
}

export class KeyManagement {
  readonly #database: Database;
  readonly #store: AccessKeyStore;
  readonly #vault: Vault;
  readonly #now: () => number;

  constructor(database: Database, vault: Vault, now: () => number) {
    this.#database = database;
    this.#store = new AccessKeyStore(database.db);
    this.#vault = vault;
    this.#now = now;
  }

  async create(
    project: Project,
    actor: Actor,
    details: KeyDetails = {},
    also: Also<KeyPair> = nothingElse,
  ): Promise<KeyPair> {
    const pair = newPair();
    await this.#add(project.id, pair, details, actor, 'key.create', also);
    return pair;
  }

  /**
   * @param details `restore` brings a deleted key back, with what of it was revoked.
   * @throws {ApiError} if the access key exists or was deleted, or a text cannot be stored.
   */
  async import(
    project: Project,
    pair: KeyPair,
    actor: Actor,
    details: KeyDetails & { readonly restore?: boolean | undefined } = {},
  ): Promise<void> {
    checkStorable('accessKey', pair.accessKey, MAX_FIELD_LENGTH);
    checkStorable('secretKey', pair.secretKey, MAX_SECRET_KEY_LENGTH);
    await this.#add(project.id, pair, details, actor, 'key.import');
  }

  /** When the key was deleted, in epoch milliseconds; `undefined` = it was not. */
  async deletedAt(accessKey: string): Promise<number | undefined> {
    return (await new DeletedKeys(this.#database.db).find(accessKey))?.deletedAt;
  }

  /**
   * The old key stays valid until the given time, so that clients can switch one by one.
   *
   * @throws {ApiError} if there is no such key, or the time is not in the future.
   */
  async rotate(
    accessKey: string,
    oldValidUntil: number,
    actor: Actor,
    also: Also<Rotation> = nothingElse,
  ): Promise<Rotation> {
    this.#checkExpiry('validUntil', oldValidUntil);
    const pair = newPair();
    const rotation = await audited(this.#database, actor, this.#now(), async (trx, record) => {
      const store = new AccessKeyStore(trx);
      const old = await loadKey(store, accessKey);
      // A rotation never extends a key.
      const end = Math.min(oldValidUntil, old.expiresAt ?? oldValidUntil);
      const { name, projectId } = old;
      await store.update(accessKey, { name, disabledAt: this.#disabledAt(old), expiresAt: end });
      await this.#insert(store, projectId, pair, { name }, false);
      const before = snapshot(old);
      const after = { ...snapshot({ ...old, expiresAt: end }), replacedBy: pair.accessKey };
      await record({ action: 'key.rotate', subject: accessKey, projectId, before, after });
      const made: Rotation = { ...pair, replaces: accessKey, oldValidUntil: end };
      await also(trx, made);
      return made;
    });
    this.#database.changes.announce('access_keys', accessKey);
    return rotation;
  }

  /** @throws {ApiError} if there is no key `after`. */
  async list({ after, ...filter }: KeyFilter<string> = {}): Promise<KeyWithActivity[]> {
    const last = after === undefined ? undefined : await loadKey(this.#store, after);
    return await this.#store.list({ ...filter, after: last });
  }

  /** @throws {ApiError} if there is no such key. */
  async get(accessKey: string): Promise<KeyWithActivity> {
    return { ...(await loadKey(this.#store, accessKey)), ...(await this.#store.activityOf(accessKey)) };
  }

  /** A key with its secret key in plain text, to sign and compare; never show it. */
  async reveal(
    accessKey: string,
  ): Promise<{ readonly stored: StoredAccessKey; readonly secretKey: string } | undefined> {
    const stored = isStorable(accessKey) ? await this.#store.find(accessKey) : undefined;
    if (stored === undefined) return undefined;
    await this.#vault.prepareFor(stored.sealedSecretKey);
    return { stored, secretKey: this.secretKeyOf(stored) };
  }

  /**
   * The secret key of a stored key; never show it.
   *
   * @throws {ApiError} if what is stored cannot be opened.
   */
  secretKeyOf(stored: StoredAccessKey): string {
    const secretKey = this.secretKeyIfWhole(stored);
    if (secretKey === undefined) throw ApiError.of('key-damaged', stored.accessKey);
    return secretKey;
  }

  /** The same; `undefined` if what is stored cannot be opened. */
  secretKeyIfWhole({ sealedSecretKey, accessKey }: StoredAccessKey): string | undefined {
    return this.#vault.openIfWhole(sealedSecretKey, accessKey);
  }

  /** @throws {ApiError} if there is no such key, or a change is not valid. */
  async update(accessKey: string, changes: KeyDetails, actor: Actor): Promise<void> {
    this.#checkDetails(changes);
    await audited(this.#database, actor, this.#now(), async (trx, record) => {
      const store = new AccessKeyStore(trx);
      const old = await loadKey(store, accessKey);
      const { name = old.name, expiresAt = old.expiresAt, isDisabled = old.isKeyDisabled } = changes;
      const changed = { name, expiresAt, isKeyDisabled: isDisabled };
      const [before, after] = [snapshot(old), snapshot(changed)];
      if (isDeepStrictEqual(before, after)) return;
      await store.update(accessKey, { name, expiresAt, disabledAt: this.#disabledAt(changed) });
      await record({ action: 'key.update', subject: accessKey, projectId: old.projectId, before, after });
    });
    this.#database.changes.announce('access_keys', accessKey);
  }

  /** @throws {ApiError} if there is no such key. */
  async delete(accessKey: string, actor: Actor): Promise<void> {
    await audited(this.#database, actor, this.#now(), async (trx, record) => {
      const store = new AccessKeyStore(trx);
      const { projectId, ...old } = await loadKey(store, accessKey);
      await new DeletedKeys(trx).remember({ accessKey }, this.#now());
      await store.delete(accessKey);
      await record({ action: 'key.delete', subject: accessKey, projectId, before: snapshot(old) });
    });
    this.#database.changes.announce('access_keys', accessKey);
  }

  async #add(
    projectId: string,
    pair: KeyPair,
    details: KeyDetails & { readonly restore?: boolean | undefined },
    actor: Actor,
    action: 'key.create' | 'key.import',
    also: Also<KeyPair> = nothingElse,
  ): Promise<void> {
    this.#checkDetails(details);
    await audited(this.#database, actor, this.#now(), async (trx, record) => {
      const isImported = action === 'key.import';
      const deletedKeys = new DeletedKeys(trx);
      const deleted = await deletedKeys.find(pair.accessKey);
      if (deleted !== undefined && details.restore !== true)
        throw ApiError.of('key-deleted', pair.accessKey, toIso(deleted.deletedAt));
      await this.#insert(new AccessKeyStore(trx), projectId, pair, details, isImported);
      if (deleted !== undefined) await deletedKeys.bringBack(pair.accessKey, projectId, deleted, this.#now());
      const { name = null, expiresAt = null } = details;
      const after = snapshot({ name, expiresAt, isKeyDisabled: false });
      await record({ action, subject: pair.accessKey, projectId, after });
      await also(trx, pair);
    });
  }

  async #insert(
    store: AccessKeyStore,
    projectId: string,
    { accessKey, secretKey }: KeyPair,
    { name = null, expiresAt = null }: KeyDetails,
    isImported: boolean,
  ): Promise<void> {
    const isNew = await store.create({
      accessKey,
      sealedSecretKey: this.#vault.seal(secretKey, accessKey),
      projectId,
      name,
      createdAt: this.#now(),
      expiresAt,
      isImported,
    });
    if (!isNew) throw ApiError.of('key-exists', accessKey);
  }

  #checkDetails({ name, expiresAt }: KeyDetails): void {
    if (typeof name === 'string') checkStorable('name', name, MAX_KEY_NAME_LENGTH);
    if (typeof expiresAt === 'number') this.#checkExpiry('expiresAt', expiresAt);
  }

  #disabledAt({ isKeyDisabled }: Pick<StoredAccessKey, 'isKeyDisabled'>): number | null {
    return isKeyDisabled ? this.#now() : null;
  }

  #checkExpiry(field: string, time: number): void {
    if (!(time > this.#now()))
      throw ApiError.of('field-invalid', field, 'must be a time in the future', { rule: 'future-time' });
  }
}

function newPair(): KeyPair {
  return { accessKey: randomText(ACCESS_KEY_LENGTH), secretKey: randomText(SECRET_KEY_LENGTH) };
}

async function loadKey(store: AccessKeyStore, accessKey: string): Promise<StoredAccessKey> {
  const key = isStorable(accessKey) ? await store.find(accessKey) : undefined;
  if (key === undefined) throw ApiError.of('key-not-found', accessKey);
  return key;
}

function snapshot(key: Pick<StoredAccessKey, 'name' | 'expiresAt' | 'isKeyDisabled'>): object {
  return { name: key.name, disabled: key.isKeyDisabled, expiresAt: toIsoOrNull(key.expiresAt) };
}

/** Tells whether a key can be used now, or why not. */
export function stateOfKey(
  key: StoredAccessKey,
  now: number,
): 'enabled' | 'disabled' | 'expired' | 'disabled with its project' {
  if (key.isKeyDisabled) return 'disabled';
  if (key.expiresAt !== null && now >= key.expiresAt) return 'expired';
  return key.isProjectDisabled ? 'disabled with its project' : 'enabled';
}
