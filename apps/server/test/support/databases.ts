import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { SCRATCH } from './scratch.ts';

/** Where a test's database is: what the configuration needs to open it, and how to be rid of it. */
export interface TestDatabase {
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly remove: () => Promise<void>;
}

/** Both databases, with their tables and no rows: every suite about what is stored runs over each of them. */
export const DATABASES = [
  { name: 'SQLite', create: createSqlite },
  { name: 'PostgreSQL', create: createPostgres },
] as const;

/** Both as they are before the first start. */
export const EMPTY_DATABASES = [
  { name: 'SQLite', create: () => createSqlite({ isEmpty: true }) },
  { name: 'PostgreSQL', create: () => createPostgres({ isEmpty: true }) },
] as const;

export async function createSqlite({ isEmpty = false } = {}): Promise<TestDatabase> {
  const dataDir = mkdtempSync(join(SCRATCH, 'boardgate-test-'));
  if (!isEmpty) cpSync(inject('sqliteTemplate'), dataDir, { recursive: true });
  return {
    dataDir,
    databaseUrl: undefined,
    remove: async () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 }),
  };
}

/** A PostgreSQL database that can be away. */
export interface PostgresDatabase extends TestDatabase {
  /** `false` = every connection ends, and there is no new one: as while the database server restarts. */
  readonly letIn: (isLetIn: boolean) => Promise<void>;
}

export async function createPostgres({ isEmpty = false } = {}): Promise<PostgresDatabase> {
  const dataDir = mkdtempSync(join(SCRATCH, 'boardgate-test-'));
  const name = `test_${randomBytes(8).toString('hex')}`;
  const server = inject('postgresUrl');
  const template = isEmpty ? 'template1' : inject('postgresTemplate');
  // Quicker than through the write-ahead log.
  await runOn(`${server}/postgres`, `create database ${name} template ${template} strategy file_copy`);
  return {
    dataDir,
    databaseUrl: `${server}/${name}`,
    letIn: async (isLetIn) => {
      await runOn(`${server}/postgres`, `alter database ${name} with allow_connections ${isLetIn}`);
      if (isLetIn) return;
      const ends = `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`;
      await runOn(`${server}/postgres`, ends);
    },
    remove: async () => {
      await runOn(`${server}/postgres`, `drop database ${name} with (force)`);
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

async function runOn(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
