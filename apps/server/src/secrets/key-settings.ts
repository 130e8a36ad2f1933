import type { Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';

type Db = Kysely<Schema>;

/** The row of `settings` with the id of the master key: the first server stores it, and every other one needs the same key. */
export const MASTER_KEY_SETTING = 'master-key-id';

/** The id of the database's master key; `undefined` = it has had none, or was begun before ids were stored. */
export async function readKeyId(db: Db): Promise<string | undefined> {
  return await readSetting(db, MASTER_KEY_SETTING);
}

export async function readSetting(db: Db, name: string): Promise<string | undefined> {
  const row = await db.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst();
  return row?.value;
}

export async function writeSetting(db: Db, name: string, value: string): Promise<void> {
  await db
    .insertInto('settings')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}
