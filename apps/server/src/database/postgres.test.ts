import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { HealingPool } from './postgres.ts';
import { Writes } from './writes.ts';

/** A role that PostgreSQL gives two connections, as if other programs had taken the rest. */
const name = `few_${randomBytes(4).toString('hex')}`;
let admin: pg.Client;
let pool: HealingPool;
beforeEach(async () => {
  admin = new pg.Client(`${inject('postgresUrl')}/postgres`);
  await admin.connect();
  await admin.query(`create role ${name} login password 'few' connection limit 2`);
  const url = new URL(`${inject('postgresUrl')}/postgres`);
  url.username = name;
  url.password = 'few';
  pool = new HealingPool({
    databaseUrl: url.href,
    maxConnections: 10,
    timeoutMs: 60_000,
    writes: new Writes(),
  });
});
afterEach(async () => {
  await pool.end();
  await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = '${name}'`);
  await admin.query(`drop role ${name}`);
  await admin.end();
});

async function ask(): Promise<unknown> {
  const lease = await pool.connect();
  try {
    const { rows } = await lease.query<{ answer: number }>('select 1 as answer, pg_sleep(0.02)', []);
    return rows[0]?.answer;
  } finally {
    lease.release();
  }
}

test('where PostgreSQL gives no further connection, those that exist are used', async () => {
  expect(await ask()).toBe(1);
  expect(await Promise.all(Array.from({ length: 20 }, ask))).toEqual(Array(20).fill(1));
});
