import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { OperatorError } from '../base/operator-error.ts';
import type { DatabaseKind } from './database-kind.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Schema } from './schema.ts';

/**
 * @param last the last migration to run; default: of all.
 * @throws {OperatorError} if a newer version has migrated the database. It is left unchanged.
 */
export async function migrate(db: Kysely<Schema>, kind: DatabaseKind, last?: string): Promise<void> {
  await refuseNewerSchema(db);
  const migrator = new Migrator({
    db,
    provider: {
      getMigrations: async () =>
        Object.fromEntries(
          Object.entries(MIGRATIONS).map(([name, run]) => [
            name,
            { up: (anyDb: Kysely<unknown>) => run(anyDb, kind) },
          ]),
        ),
    },
  });
  const { error } = await (last === undefined ? migrator.migrateToLatest() : migrator.migrateTo(last));
  if (error !== undefined) throw error;
}

async function refuseNewerSchema(db: Kysely<Schema>): Promise<void> {
  checkKnown(await migrationsOf(db));
}

/** @throws {OperatorError} if this version does not know one of them. */
export function checkKnown(migrations: readonly string[]): void {
  const unknown = migrations.find((name) => !Object.hasOwn(MIGRATIONS, name));
  if (unknown !== undefined) {
    throw new OperatorError(
      `the database was written by a newer version of Boardgate (it has migration ${unknown}): upgrade this one`,
    );
  }
}

/** The migrations that a database has had, in order. */
export async function migrationsOf(db: Kysely<Schema>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}
