import { MAX_FIELD_LENGTH } from '@boardgate/token';
import type { ChangeFeed } from '../database/change-feed.ts';
import type { Database } from '../database/database.ts';
import { OperatorError } from '../operator-error.ts';
import type { Project } from '../projects/project.ts';
import { randomText } from '../projects/projects.ts';
import { checkStorable } from '../storable-text.ts';
import { AccessKeyStore, type StoredAccessKey } from './access-key-store.ts';
import type { Vault } from './vault.ts';

const ACCESS_KEY_LENGTH = 16;
const SECRET_KEY_LENGTH = 32;
const MAX_SECRET_KEY_LENGTH = 1024;

/** A pair as its owner sees it: once, when it is made. */
export interface KeyPair {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** Creates, imports, lists, disables, enables and deletes access keys. */
export class KeyManagement {
  readonly #store: AccessKeyStore;
  readonly #vault: Vault;
  readonly #changes: ChangeFeed;
  readonly #now: () => number;

  constructor({ db, changes }: Database, vault: Vault, now: () => number) {
    this.#store = new AccessKeyStore(db);
    this.#changes = changes;
    this.#vault = vault;
    this.#now = now;
  }

  /** A new pair for a project. */
  async create(project: Project): Promise<KeyPair> {
    const pair = { accessKey: randomText(ACCESS_KEY_LENGTH), secretKey: randomText(SECRET_KEY_LENGTH) };
    await this.import(project, pair);
    return pair;
  }

  /** @throws {OperatorError} where the access key exists already or a text cannot be stored. */
  async import(project: Project, { accessKey, secretKey }: KeyPair): Promise<void> {
    checkStorable('an access key', accessKey, MAX_FIELD_LENGTH);
    checkStorable('a secret key', secretKey, MAX_SECRET_KEY_LENGTH);
    const isNew = await this.#store.create({
      accessKey,
      sealedSecretKey: this.#vault.seal(secretKey, accessKey),
      projectId: project.id,
      createdAt: this.#now(),
    });
    if (!isNew) throw new OperatorError(`the access key ${accessKey} exists already`);
  }

  list(projectName?: string): Promise<StoredAccessKey[]> {
    return this.#store.list(projectName);
  }

  /** The key with its secret key in plain text, for the command's own use; never to be shown. */
  async reveal(
    accessKey: string,
  ): Promise<{ readonly stored: StoredAccessKey; readonly secretKey: string } | undefined> {
    const stored = await this.#store.find(accessKey);
    return stored && { stored, secretKey: this.#vault.open(stored.sealedSecretKey, accessKey) };
  }

  /** @throws {OperatorError} where there is no such key. */
  async disable(accessKey: string): Promise<void> {
    await this.#change(accessKey, this.#store.setDisabled(accessKey, this.#now()));
  }

  /** @throws {OperatorError} where there is no such key. */
  async enable(accessKey: string): Promise<void> {
    await this.#change(accessKey, this.#store.setDisabled(accessKey, null));
  }

  /** @throws {OperatorError} where there is no such key. */
  async delete(accessKey: string): Promise<void> {
    await this.#change(accessKey, this.#store.delete(accessKey));
  }

  async #change(accessKey: string, isChanged: Promise<boolean>): Promise<void> {
    if (!(await isChanged)) throw noSuchKey(accessKey);
    this.#changes.announce();
  }
}

export function noSuchKey(accessKey: string): OperatorError {
  return new OperatorError(`no access key ${accessKey}; \`boardgate keys list\` shows those there are`);
}
