import { type Kysely, sql } from 'kysely';
import type { Schema } from '../database/schema.ts';
import type { Vault } from './vault.ts';

/** Binds a webhook secret: it opens neither in another project's row nor as a secret key. */
export function webhookPurpose(projectId: string): string {
  return `webhook:${projectId}`;
}

/** Every column that holds sealed values, and what each is bound to. A test finds one that is missing. */
export const SEALED_COLUMNS = [
  { table: 'access_keys', id: 'access_key', column: 'secret_key', purposeOf: (id: string) => id },
  { table: 'projects', id: 'id', column: 'webhook_secret', purposeOf: webhookPurpose },
  { table: 'idempotent_answers', id: 'id', column: 'answer', purposeOf: (id: string) => id },
  { table: 'settings', id: 'name', column: 'value', purposeOf: (id: string) => id },
] as const;

/** The row of `settings` with the key of the digests, once that is another than the master key. */
export const DIGEST_KEY = 'digest-key';

/** Rows of `settings` with a sealed value. The others hold plain ones. */
export const SEALED_SETTINGS = [DIGEST_KEY];

const ROWS_A_STEP = 200;

/**
 * Seals everything anew that another than the current master key has sealed, in small steps. Whoever changes a row meanwhile wins.
 *
 * @returns how many cannot be opened and stay as they are.
 */
export async function sealAnew(db: Kysely<Schema>, vault: Vault): Promise<{ readonly unopened: number }> {
  let unopened = 0;
  for (const place of SEALED_COLUMNS) {
    for (let after = ''; ; ) {
      const rows = await readOthers(db, place, vault.keyId, after);
      for (const { id, sealed } of rows) {
        const text = vault.openIfWhole(sealed, place.purposeOf(id));
        if (text === undefined) unopened++;
        else await replace(db, place, { id, sealed, by: vault.seal(text, place.purposeOf(id)) });
      }
      const last = rows.at(-1);
      if (last === undefined) break;
      after = last.id;
    }
  }
  return { unopened };
}

type Place = (typeof SEALED_COLUMNS)[number];

async function readOthers(db: Kysely<Schema>, { table, id, column }: Place, keyId: string, after: string) {
  const [key, value] = [sql.ref(id), sql.ref(column)];
  const { rows } = await sql<{ id: string; sealed: string }>`
    select ${key} as id, ${value} as sealed from ${sql.table(table)}
    where ${key} > ${after} and ${value} not like ${`${keyId}.%`}
    ${table === 'settings' ? sql`and ${key} in (${sql.join(SEALED_SETTINGS)})` : sql``}
    order by ${key} limit ${sql.lit(ROWS_A_STEP)}`.execute(db);
  return rows;
}

async function replace(
  db: Kysely<Schema>,
  { table, id, column }: Place,
  row: { id: string; sealed: string; by: string },
): Promise<void> {
  const [key, value] = [sql.ref(id), sql.ref(column)];
  await sql`
    update ${sql.table(table)} set ${value} = ${row.by}
    where ${key} = ${row.id} and ${value} = ${row.sealed}`.execute(db);
}

/** How many values another than this master key has sealed. */
export async function countOthers(db: Kysely<Schema>, keyId: string): Promise<number> {
  let count = 0;
  for (const { table, id, column } of SEALED_COLUMNS) {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from ${sql.table(table)} where ${sql.ref(column)} not like ${`${keyId}.%`}
      ${table === 'settings' ? sql`and ${sql.ref(id)} in (${sql.join(SEALED_SETTINGS)})` : sql``}`.execute(
      db,
    );
    count += Number(rows[0]?.count);
  }
  return count;
}
