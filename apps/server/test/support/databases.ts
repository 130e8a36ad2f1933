import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';

/** Where a test's database is: what the configuration needs to open it, and how to be rid of it. */
export interface TestDatabase {
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly remove: () => Promise<void>;
}

/** Both databases: every suite about what is stored runs over each of them. */
export const DATABASES = [
  { name: 'SQLite', create: createSqlite },
  { name: 'PostgreSQL', create: createPostgres },
] as const;

export async function createSqlite(): Promise<TestDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'boardgate-test-'));
  return {
    dataDir,
    databaseUrl: undefined,
    remove: async () => rmSync(dataDir, { recursive: true, force: true }),
  };
}

/** A PostgreSQL database that can be away. */
export interface PostgresDatabase extends TestDatabase {
  /** `false` = every connection ends, and there is no new one: as while the database server restarts. */
  readonly letIn: (isLetIn: boolean) => Promise<void>;
}

export async function createPostgres(): Promise<PostgresDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'boardgate-test-'));
  const name = `test_${randomBytes(8).toString('hex')}`;
  const server = inject('postgresUrl');
  await runOn(`${server}/postgres`, `create database ${name}`);
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
      rmSync(dataDir, { recursive: true, force: true });
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
