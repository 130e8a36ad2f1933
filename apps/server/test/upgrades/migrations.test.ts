import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sql, type TableMetadata } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MIGRATIONS } from '../../src/database/migrations/index.ts';
import { EMPTY_DATABASES, type TestDatabase } from '../support/databases.ts';
import { OldDatabase } from './old-database.ts';

const FOLDER = fileURLToPath(new URL('../../src/database/migrations/', import.meta.url));
const RELEASED = new URL('released-migrations.sha256', import.meta.url);

test('no migration has changed since it was released: one that is new needs its line in released-migrations.sha256', () => {
  const files = readdirSync(FOLDER).filter((name) => name !== 'index.ts');
  const sums = files.map((name) => {
    const sum = createHash('sha256')
      .update(readFileSync(`${FOLDER}${name}`))
      .digest('hex');
    return `${sum}  ${name}`;
  });
  expect(readFileSync(RELEASED, 'utf8').trimEnd().split('\n')).toEqual(sums.sort(byName));
});

function byName(one: string, other: string): number {
  return one.split('  ')[1]?.localeCompare(other.split('  ')[1] ?? '') ?? 0;
}

/** By migration: what it took away after a whole version had gone without, as the test below names it. */
const CONTRACTED: Readonly<Record<string, readonly string[]>> = {};

/** What an older server that still runs would stumble over. */
function contractions(before: readonly TableMetadata[], after: readonly TableMetadata[]): string[] {
  return before.flatMap(({ name: table, columns }) => {
    const now = after.find(({ name }) => name === table);
    if (now === undefined) return [`${table} is gone`];
    const known = new Map(columns.map((column) => [column.name, column]));
    const lost = columns.filter(({ name }) => !now.columns.some((column) => column.name === name));
    const narrowed = now.columns.filter(({ name, dataType, isNullable, hasDefaultValue }) => {
      const old = known.get(name);
      if (old === undefined) return !isNullable && !hasDefaultValue;
      return old.dataType !== dataType || (old.isNullable && !isNullable);
    });
    return [
      ...lost.map(({ name }) => `${table}.${name} is gone`),
      ...narrowed.map(({ name }) => `${table}.${name} refuses what was stored before`),
    ];
  });
}

describe.each(EMPTY_DATABASES)('a migration, on $name', ({ create }) => {
  let at: TestDatabase;
  let old: OldDatabase;
  beforeEach(async () => {
    at = await create();
    old = await OldDatabase.open(at);
  });
  afterEach(async () => {
    await old.close();
    await at.remove();
  });

  test('only expands: an older server goes on beside it, and what it leaves out is removed a version later', async () => {
    let before: readonly TableMetadata[] = [];
    for (const version of Object.keys(MIGRATIONS)) {
      await old.migrateTo(version);
      const after = await old.readTables();
      expect(contractions(before, after), version).toEqual(CONTRACTED[version] ?? []);
      before = after;
    }
  });

  test.each([
    ['drops a table', 'drop table audit_repeats', 'audit_repeats is gone'],
    ['drops a column', 'alter table projects drop column policy', 'projects.policy is gone'],
    ['renames a column', 'alter table projects rename column policy to rules', 'projects.policy is gone'],
  ])('that %s is found', async (_what, statement, expected) => {
    await old.migrateTo(Object.keys(MIGRATIONS).at(-1) ?? '');
    const before = await old.readTables();
    await old.run(sql.raw(statement));
    expect(contractions(before, await old.readTables())).toEqual([expected]);
  });
});

test('a column that must be given is found, and one that has a default is not', () => {
  const columnsOf = (...columns: object[]) => [{ name: 'rooms', columns }] as unknown as TableMetadata[];
  const uuid = { name: 'uuid', dataType: 'text', isNullable: true, hasDefaultValue: false };
  const added = { ...uuid, name: 'added', isNullable: false };
  const found = (...columns: object[]) => contractions(columnsOf(uuid), columnsOf(...columns));
  expect(found(uuid, added)).toEqual(['rooms.added refuses what was stored before']);
  expect(found(uuid, { ...added, hasDefaultValue: true })).toEqual([]);
  expect(found({ ...uuid, isNullable: false })).toEqual(['rooms.uuid refuses what was stored before']);
  expect(found({ ...uuid, dataType: 'bigint' })).toEqual(['rooms.uuid refuses what was stored before']);
});
