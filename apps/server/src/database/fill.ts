import { type Kysely, sql, type Transaction } from 'kysely';
import { OperatorError } from '../base/operator-error.ts';
import { type CopiedTable, isCopied, type Row, TableSum } from './copied-tables.ts';
import type { DatabaseKind } from './database-kind.ts';
import { START } from './locks.ts';
import { migrate, migrationsOf } from './migrate.ts';
import { readRows } from './read-rows.ts';
import type { Schema } from './schema.ts';

/** PostgreSQL takes 65,535 values with a statement, SQLite half of that. */
const VALUES_A_STATEMENT = 16_000;

/** What goes into an empty database. */
export interface Content {
  /** The last migration of the database that it comes from. */
  readonly migration: string;
  readonly tables: readonly CopiedTable[];
  readonly rows: (table: CopiedTable) => AsyncIterable<readonly Row[]>;
}

/**
 * Makes the tables as they were where the content comes from, and fills them in one transaction: whoever starts a server meanwhile waits.
 *
 * @param report told how many rows were stored.
 * @throws {OperatorError} if the database is not empty.
 */
export async function fill(
  db: Kysely<Schema>,
  kind: DatabaseKind,
  content: Content,
  report: (rows: number) => void,
): Promise<void> {
  await checkNoTables(db, content.migration);
  await migrate(db, kind, content.migration);
  await db.transaction().execute(async (trx) => {
    if (kind === 'postgres') await sql`select pg_advisory_xact_lock(${START})`.execute(trx);
    await checkNoRows(trx, content.tables);
    for (const table of content.tables) await fillTable(trx, kind, table, content.rows(table), report);
    if (kind === 'postgres' && content.tables.some(({ name }) => name === 'audit')) await countOn(trx);
  });
}

/** What was stored is read back: another encoding of the database, or a rule of its own, may have changed it. */
async function fillTable(
  trx: Transaction<Schema>,
  kind: DatabaseKind,
  table: CopiedTable,
  content: AsyncIterable<readonly Row[]>,
  report: (rows: number) => void,
): Promise<void> {
  const [given, stored] = [new TableSum(), new TableSum()];
  for await (const rows of content) {
    await insert(trx, table, rows);
    for (const row of rows) given.add(row);
    report(rows.length);
  }
  for await (const rows of readRows(trx as unknown as Kysely<never>, kind, table))
    for (const row of rows) stored.add(row);
  if (!stored.equals(given))
    throw new OperatorError(
      `the database did not store ${table.name} as it was given (${stored.count} rows of ${given.count}): nothing was changed`,
    );
}

/** Tables without rows may be left from an attempt that was ended. Those of another version could not take the rows. */
async function checkNoTables(db: Kysely<Schema>, migration: string): Promise<void> {
  const last = (await migrationsOf(db)).at(-1);
  if (last !== undefined && last !== migration) throw notEmpty('it has the tables of another version');
}

async function checkNoRows(trx: Transaction<Schema>, tables: readonly CopiedTable[]): Promise<void> {
  for (const table of tables) {
    const { rows } = await sql<Record<string, Row[number]>>`
      select ${sql.join(table.columns.map((column) => sql.ref(column)))} from ${sql.table(table.name)} limit 2`.execute(
      trx,
    );
    if (
      rows.some((row) =>
        isCopied(
          table,
          table.columns.map((column) => row[column] ?? null),
        ),
      )
    )
      throw notEmpty(`${table.name} has rows`);
  }
}

function notEmpty(reason: string): OperatorError {
  return new OperatorError(`the database is not empty (${reason}): name one without tables`);
}

async function insert(
  trx: Transaction<Schema>,
  { name, columns }: CopiedTable,
  rows: readonly Row[],
): Promise<void> {
  const size = Math.max(1, Math.floor(VALUES_A_STATEMENT / columns.length));
  const into = sql`insert into ${sql.table(name)} (${sql.join(columns.map((column) => sql.ref(column)))})`;
  for (let at = 0; at < rows.length; at += size) {
    const values = rows.slice(at, at + size).map((row) => sql`(${sql.join([...row])})`);
    await sql`${into} values ${sql.join(values)}`.execute(trx);
  }
}

/** PostgreSQL does not see that numbers were taken. SQLite does. */
async function countOn(trx: Transaction<Schema>): Promise<void> {
  await sql`select setval(pg_get_serial_sequence('audit', 'id'), max(id)) from audit having max(id) is not null`.execute(
    trx,
  );
}
