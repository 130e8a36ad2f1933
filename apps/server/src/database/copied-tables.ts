import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { DatabaseKind } from './database-kind.ts';

/** A table whose rows a backup or a copy takes. */
export interface CopiedTable {
  readonly name: string;
  readonly columns: readonly string[];
}

/** A value for each column, in their order. The same on both databases: there are only texts, numbers and nulls. */
export type Row = readonly (string | number | null)[];

/**
 * All tables of ours that hold what must not be lost, in an order in which rows come after those that they refer to. The others each
 * database makes for itself: migrations, the log of changes, the index of names, and who serves from it now.
 */
const COPIED = [
  'settings',
  'projects',
  'access_keys',
  'deleted_keys',
  'revocations',
  'rooms',
  'room_counts',
  'tasks',
  'file_removals',
  'webhook_deliveries',
  'usage_hours',
  'key_activity',
  'activity',
  'audit',
  'audit_repeats',
  'idempotent_answers',
  'operators',
  'console_sessions',
  'console_codes',
];

/** Columns that a trigger fills, by table. */
const FILLED_BY_TRIGGERS: Readonly<Record<string, readonly string[]>> = { rooms: ['number'] };

/** Rows of `settings` that belong to one database: the name of PostgreSQL's channel, which a migration makes up. */
const LOCAL_SETTINGS: readonly string[] = ['change-channel'];

/** Those of them that a database has: an older version made fewer. Tables of other programs are left alone. */
export async function findCopiedTables(
  db: Kysely<never>,
  kind: DatabaseKind,
): Promise<readonly CopiedTable[]> {
  const schema = kind === 'postgres' ? await currentSchema(db) : undefined;
  const ours = (await db.introspection.getTables()).filter((table) => table.schema === schema);
  return COPIED.flatMap((name) => {
    const table = ours.find((one) => one.name === name);
    return table === undefined ? [] : [{ name, columns: copiedColumns(name, table.columns) }];
  });
}

async function currentSchema(db: Kysely<never>): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`select current_schema() as name`.execute(db);
  return rows[0]?.name;
}

/** In the order of their names: columns that were added later stand elsewhere on another database. */
function copiedColumns(table: string, columns: readonly { readonly name: string }[]): string[] {
  return columns
    .map(({ name }) => name)
    .filter((name) => !FILLED_BY_TRIGGERS[table]?.includes(name))
    .sort();
}

export function isCopied(table: CopiedTable, row: Row): boolean {
  return table.name !== 'settings' || !LOCAL_SETTINGS.includes(String(row[table.columns.indexOf('name')]));
}

/** How many rows a table has, and a sum of their hashes: equal for the same rows in any order. */
export class TableSum {
  #count = 0;
  #sum = 0n;

  add(row: Row): void {
    this.#count++;
    const hash = createHash('sha256').update(JSON.stringify(row)).digest();
    this.#sum = BigInt.asUintN(128, this.#sum + hash.readBigUInt64LE(0) + (hash.readBigUInt64LE(8) << 64n));
  }

  get count(): number {
    return this.#count;
  }

  equals(other: TableSum): boolean {
    return this.#count === other.#count && this.#sum === other.#sum;
  }
}
