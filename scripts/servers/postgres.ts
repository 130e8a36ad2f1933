import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import startPostgres from '../../apps/server/test/support/postgres-server.ts';

/** The real PostgreSQL of the tests, in a folder of its own. */
export class Postgres {
  readonly #url: string;
  readonly stop: () => Promise<void>;

  private constructor(url: string, stop: () => Promise<void>) {
    this.#url = url;
    this.stop = stop;
  }

  static async start(): Promise<Postgres> {
    const given: Record<string, string> = {};
    const provide = (name: string, value: string) => {
      given[name] = value;
    };
    const stop = await startPostgres({ provide } as unknown as TestProject);
    return new Postgres(given.postgresUrl ?? '', stop);
  }

  urlOf(database: string): string {
    return `${this.#url}/${database}`;
  }

  /** @returns the URL of a new, empty database. */
  async createDatabase(): Promise<string> {
    const name = `scripts_${randomBytes(6).toString('hex')}`;
    await this.query('postgres', `create database ${name}`);
    return this.urlOf(name);
  }

  async query(database: string, statement: string): Promise<Record<string, unknown>[]> {
    const client = new pg.Client(database.includes('://') ? database : this.urlOf(database));
    await client.connect();
    const { rows } = await client.query(statement);
    await client.end();
    return rows;
  }

  /** The process that all others of PostgreSQL are children of. */
  async pid(): Promise<number> {
    const client = new pg.Client(this.urlOf('postgres'));
    await client.connect();
    const { rows } = await client.query('select pg_backend_pid() as pid');
    const [, parent] = /\) \S (\d+)/.exec(readFileSync(`/proc/${rows[0].pid}/stat`, 'utf8')) ?? [];
    await client.end();
    return Number(parent);
  }
}
