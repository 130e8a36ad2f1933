import { type Kysely, sql } from 'kysely';
import { type CopiedTable, isCopied, type Row } from './copied-tables.ts';
import type { DatabaseKind } from './database-kind.ts';

const ROWS_A_BATCH = 500;

type Tables = Record<string, Record<string, unknown>>;

export async function countRows(db: Kysely<never>, { name }: CopiedTable): Promise<number> {
  const { rows } = await sql<{ rows: number }>`select count(*) as rows from ${sql.table(name)}`.execute(db);
  return Number(rows[0]?.rows);
}

/** Reads a table in batches, so that any number of rows needs little memory. On PostgreSQL `db` must be a transaction. */
export async function* readRows(
  db: Kysely<never>,
  kind: DatabaseKind,
  table: CopiedTable,
): AsyncIterable<readonly Row[]> {
  const { columns } = table;
  const tables = db as unknown as Kysely<Tables>;
  for await (const batch of kind === 'sqlite' ? streamed(tables, table) : fetched(tables, table))
    yield batch
      .map((row) => columns.map((column) => row[column] as Row[number]))
      .filter((row) => isCopied(table, row));
}

async function* streamed(db: Kysely<Tables>, { name, columns }: CopiedTable) {
  let rows: Record<string, unknown>[] = [];
  for await (const row of db
    .selectFrom(name)
    .select([...columns])
    .stream()) {
    rows.push(row);
    if (rows.length < ROWS_A_BATCH) continue;
    yield rows;
    rows = [];
  }
  yield rows;
}

async function* fetched(db: Kysely<Tables>, { name, columns }: CopiedTable) {
  const query = db.selectFrom(name).select([...columns]);
  await sql`declare copied no scroll cursor for ${query}`.execute(db);
  for (;;) {
    const { rows } = await sql<Record<string, unknown>>`fetch ${sql.lit(ROWS_A_BATCH)} from copied`.execute(
      db,
    );
    if (rows.length === 0) break;
    yield rows;
  }
  await sql`close copied`.execute(db);
}
