import type { Kysely } from 'kysely';
import type { Config } from '../config/config.ts';
import type { Schema } from '../database/schema.ts';
import { isAnnounced, learnNext, tellStage } from './key-rotation.ts';
import { readKeyId } from './key-settings.ts';
import { replaceMasterKey } from './master-key.ts';
import { sealAnew } from './sealed-values.ts';
import type { Vault } from './vault.ts';

/** How often to look. */
export const FOLLOW_MS = 1000;

/** For how many looks after a rotation values are sealed anew that another process has sealed with the old key at the last moment. */
const STRAGGLER_LOOKS = 60;

/** What each process of a server does while the master key is rotated: it learns the new key, and keeps it once that is in force. */
export class KeyFollower {
  readonly #db: Kysely<Schema>;
  readonly #vault: Vault;
  readonly #config: Pick<Config, 'dataDir' | 'masterKey'>;
  readonly #serverId: string | undefined;
  #looksLeft = 0;

  /** @param serverId of the process that speaks for its server; `undefined` for the others. */
  constructor(
    db: Kysely<Schema>,
    vault: Vault,
    config: Pick<Config, 'dataDir' | 'masterKey'>,
    serverId: string | undefined,
  ) {
    this.#db = db;
    this.#vault = vault;
    this.#config = config;
    this.#serverId = serverId;
  }

  async look(): Promise<void> {
    const isUnderWay = await isAnnounced(this.#db);
    if (isUnderWay) await this.#takePart();
    else if (this.#looksLeft > 0) this.#looksLeft--;
    else return;
    await sealAnew(this.#db, this.#vault);
  }

  async #takePart(): Promise<void> {
    await learnNext(this.#db, this.#vault);
    this.#looksLeft = STRAGGLER_LOOKS;
    const isInForce = (await readKeyId(this.#db)) === this.#vault.keyId;
    if (isInForce) await replaceMasterKey(this.#config, this.#vault);
    if (this.#serverId !== undefined)
      await tellStage(this.#db, this.#serverId, isInForce ? 'kept' : 'learned', this.#vault.keyId);
  }
}
