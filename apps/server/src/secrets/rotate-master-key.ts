import { setTimeout } from 'node:timers/promises';
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

export interface Rotation {
  readonly config: Pick<Config, 'dataDir' | 'masterKey'>;
  readonly database: Pick<Database, 'db'>;
  /** Opened with the old key. If a rotation was begun before, it has learned the new one. */
  readonly vault: Vault;
  /** The ids of the servers that run now. */
  readonly listServers: () => Promise<readonly string[]>;
  readonly report: (step: RotationStep) => void;
}

export type RotationStep =
  | { readonly name: 'waiting'; readonly servers: number }
  | { readonly name: 'sealed'; readonly values: number };

/**
 * Seals everything anew under a new master key, while servers run. Every step can be repeated: whoever begins again after a crash ends what
 * was begun, whatever key is given.
 *
 * @param next the new key; not used where a rotation is under way.
 * @returns how many values cannot be opened and stay as they are.
 */
export async function rotateMasterKey(
  { config, database: { db }, vault, listServers, report }: Rotation,
  next: Buffer,
): Promise<{ readonly unopened: number }> {
  const old = findMasterKey(config);
  if (!(await isAnnounced(db))) await announceNext(db, vault, next);
  const all = async (stage: Stage) => {
    for (;;) {
      const servers = await listServers();
      const reached = await Promise.all(servers.map((id) => hasReached(db, id, stage, vault.keyId)));
      const waiting = reached.filter((isReached) => !isReached).length;
      if (waiting === 0) return;
      report({ name: 'waiting', servers: waiting });
      await setTimeout(LOOK_MS);
    }
  };
  await all('learned');
  if (old !== undefined) await keepDigestKey(db, vault, old);
  const count = (values: number) => report({ name: 'sealed', values });
  await sealAnew(db, vault, count);
  await putInForce(db, vault);
  await replaceMasterKey(config, vault);
  await all('kept');
  const { unopened } = await sealAnew(db, vault, count);
  await forgetOld(db);
  return { unopened };
}
