import { setTimeout } from 'node:timers/promises';
import { OperatorError } from '../base/operator-error.ts';
import type { Config } from '../config/config.ts';
import type { Database } from '../database/database.ts';
import {
  announceNext,
  forgetOld,
  hasReached,
  isAnnounced,
  keepDigestKey,
  putInForce,
  type Stage,
} from './key-rotation.ts';
import { findMasterKey, replaceMasterKey } from './master-key.ts';
import { sealAnew } from './sealed-values.ts';
import type { Vault } from './vault.ts';

const LOOK_MS = 100;
/** A server looks once a second, and counts as gone after thirty. */
const SERVER_LIMIT_MS = 60_000;

export interface Rotation {
  readonly config: Pick<Config, 'dataDir' | 'masterKey'>;
  readonly database: Pick<Database, 'db'>;
  /** Opened with the old key. If a rotation was begun before, it has learned the new one. */
  readonly vault: Vault;
  /** The servers that run now. */
  readonly listServers: () => Promise<readonly { readonly id: string; readonly host: string }[]>;
  /** Told when a server has to be waited for. */
  readonly onWaiting: () => void;
}

/**
 * Seals everything anew under a new master key, while servers run. Every step can be repeated: whoever begins again after a crash ends what
 * was begun, whatever key is given.
 *
 * @param next the new key; not used where a rotation is under way.
 * @returns how many values cannot be opened and stay as they are.
 */
export async function rotateMasterKey(
  rotation: Rotation,
  next: Buffer,
): Promise<{ readonly unopened: number }> {
  const { config, database, vault } = rotation;
  const { db } = database;
  const old = findMasterKey(config);
  if (!(await isAnnounced(db))) await announceNext(db, vault, next);
  const all = (stage: Stage) => waitForServers(stage, rotation);
  await all('learned');
  if (old !== undefined) await keepDigestKey(db, vault, old);
  await sealAnew(db, vault);
  await putInForce(db, vault);
  await replaceMasterKey(config, vault);
  await all('kept');
  const { unopened } = await sealAnew(db, vault);
  await forgetOld(db);
  return { unopened };
}

/** @throws {OperatorError} if a server does not follow within a minute. */
async function waitForServers(
  stage: Stage,
  { database, vault, listServers, onWaiting }: Rotation,
): Promise<void> {
  const giveUpAt = performance.now() + SERVER_LIMIT_MS;
  for (;;) {
    const servers = await listServers();
    const reached = await Promise.all(
      servers.map(({ id }) => hasReached(database.db, id, stage, vault.keyId)),
    );
    const late = servers.find((_, at) => !reached[at]);
    if (late === undefined) return;
    if (performance.now() >= giveUpAt)
      throw new OperatorError(
        `the server on ${late.host} has not followed in a minute: see its log, restart it, and run the command again, which goes on where this one stopped`,
      );
    onWaiting();
    await setTimeout(LOOK_MS);
  }
}
