import type { Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';
import { MASTER_KEY_SETTING, readSetting, writeSetting } from './key-settings.ts';
import { DIGEST_KEY } from './sealed-values.ts';
import type { Vault } from './vault.ts';

/**
 * While the master key is rotated, this row of `settings` holds the new one, sealed by the old one: so whoever has the old one learns it. It
 * goes at the end; from then on the old key opens nothing.
 */
const NEXT = 'next-master-key';

/** Meanwhile this one holds the old one, sealed by the new: whoever starts with the new key can open what is not sealed anew yet. */
const PREVIOUS = 'previous-master-key';

/** Before the id of a server: how far that server is. */
const PROGRESS = 'master-key-of:';

type Db = Kysely<Schema>;

/** How far a server is: it can open what the new key seals, or has also kept it for its next start. */
export type Stage = 'learned' | 'kept';

/** Learns the other master key of a rotation, if the vault has one of the two. From then on it seals with the new one. */
export async function learnNext(db: Db, vault: Vault): Promise<void> {
  const next = await openSetting(db, vault, NEXT);
  if (next !== undefined) return vault.adopt(next);
  const previous = await openSetting(db, vault, PREVIOUS);
  if (previous !== undefined) vault.alsoOpenWith(previous);
}

async function openSetting(db: Db, vault: Vault, name: string): Promise<Buffer | undefined> {
  const sealed = await readSetting(db, name);
  const text = sealed === undefined ? undefined : vault.openIfWhole(sealed, name);
  return text === undefined ? undefined : Buffer.from(text, 'base64');
}

/** Announces a new master key, with which the vault seals from here on. */
export async function announceNext(db: Db, vault: Vault, next: Buffer): Promise<void> {
  const previous = vault.masterKey;
  const sealedNext = vault.seal(next.toString('base64'), NEXT);
  vault.adopt(next);
  await db.transaction().execute(async (trx) => {
    await writeSetting(trx, NEXT, sealedNext);
    await writeSetting(trx, PREVIOUS, vault.seal(previous.toString('base64'), PREVIOUS));
  });
}

export async function isAnnounced(db: Db): Promise<boolean> {
  return (await readSetting(db, NEXT)) !== undefined;
}

/** A start needs the vault's key from now on, or, until `forgetOld`, the old one. */
export async function putInForce(db: Db, vault: Vault): Promise<void> {
  await writeSetting(db, MASTER_KEY_SETTING, vault.keyId);
}

export async function forgetOld(db: Db): Promise<void> {
  await db
    .deleteFrom('settings')
    .where((row) => row.or([row('name', 'in', [NEXT, PREVIOUS]), row('name', 'like', `${PROGRESS}%`)]))
    .execute();
}

export async function tellStage(db: Db, serverId: string, stage: Stage, keyId: string): Promise<void> {
  await writeSetting(db, `${PROGRESS}${serverId}`, `${stage} ${keyId}`);
}

export async function hasReached(db: Db, serverId: string, stage: Stage, keyId: string): Promise<boolean> {
  const told = await readSetting(db, `${PROGRESS}${serverId}`);
  return told === `${stage} ${keyId}` || told === `kept ${keyId}`;
}

/** Digests of tokens and sessions cannot be made anew: they stay with the master key that made them first, which is kept for that, sealed. */
export async function keepDigestKey(db: Db, vault: Vault, first: Buffer): Promise<void> {
  const value = vault.seal(first.toString('base64'), DIGEST_KEY);
  await db
    .insertInto('settings')
    .values({ name: DIGEST_KEY, value })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
}

/** Without a key of their own, the master key makes the digests. */
export async function useStoredDigestKey(db: Db, vault: Vault): Promise<void> {
  const sealed = await readSetting(db, DIGEST_KEY);
  if (sealed !== undefined) vault.useDigestKey(Buffer.from(vault.open(sealed, DIGEST_KEY), 'base64'));
}
