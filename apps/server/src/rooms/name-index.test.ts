import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SERVERS, type TestServer } from '../../test/support/test-server.ts';
import { NameIndex } from './name-index.ts';
import { foldedIfUnlike, foldName } from './room-name.ts';

/** Few characters, so that names share parts; quotes, marks and patterns have a meaning in neither index. */
const CHARACTER = fc.constantFrom(
  'a',
  'B',
  'ab',
  'É',
  '会',
  '议',
  '😀',
  ' ',
  '"',
  "'",
  '%',
  '_',
  '\\',
  '\u0002',
);
const TEXT = fc.string({ unit: CHARACTER, minLength: 1, maxLength: 6 });

describe.each(SERVERS)('the index of names on $name', ({ start }) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await start();
  });
  afterEach(() => server.stop());

  const insert = async (names: readonly string[], projectId: string, from = 0) => {
    const rows = names.map((name, at) => ({
      uuid: (from + at).toString(16).padStart(32, '0'),
      project_id: projectId,
      name,
      is_record: 0,
      is_ban: 0,
      writer_limit: 0,
      created_at: from + at,
      folded_name: foldedIfUnlike(name),
    }));
    await server.store.database.db.insertInto('rooms').values(rows).execute();
  };
  const found = async (text: string, ...projectIds: string[]) => {
    const { db, kind } = server.store.database;
    const among = projectIds.length === 0 ? undefined : projectIds;
    let query = new NameIndex(db, kind).matches(foldName(text), among, undefined);
    if (among !== undefined) query = query.where('project_id', 'in', among);
    return (await query.select('rooms.name').execute()).map(({ name }) => name).sort();
  };

  test('finds exactly the names that contain the text, in one project, in some or in all', async () => {
    const [acme, globex] = [server.acme.project.id, server.globex.project.id];
    await fc.assert(
      fc.asyncProperty(
        fc.array(TEXT, { minLength: 1, maxLength: 20 }),
        fc.array(TEXT, { minLength: 1, maxLength: 20 }),
        fc.array(TEXT, { minLength: 1, maxLength: 10 }),
        async (ofAcme, ofGlobex, searches) => {
          await server.store.database.db.deleteFrom('rooms').execute();
          await insert(ofAcme, acme);
          await insert(ofGlobex, globex, 100);
          const right = (names: readonly string[], text: string) =>
            names.filter((name) => foldName(name).includes(foldName(text))).sort();
          for (const text of searches) {
            expect(await found(text)).toEqual(right([...ofAcme, ...ofGlobex], text));
            expect(await found(text, globex)).toEqual(right(ofGlobex, text));
            expect(await found(text, globex, acme)).toEqual(right([...ofAcme, ...ofGlobex], text));
            expect(await found(text, globex, 'no project 123')).toEqual(right(ofGlobex, text));
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  test('a name counts by its first 64 characters', async () => {
    await insert([`${'x'.repeat(63)}会议`], server.acme.project.id);
    expect([await found('x会'), await found('会议')].map(({ length }) => length)).toEqual([1, 0]);
  });

  test('finds those of some projects, however many others have', async () => {
    const { project } = server.acme;
    await insert(['lesson of ours'], project.id);
    const others = Array.from({ length: 1000 }, () => 'lesson');
    for (let chunk = 1; chunk <= 21; chunk++) await insert(others, server.globex.project.id, chunk * 1000);
    for (const among of [[project.id], [project.id, 'no project 123']])
      expect(await found('lesson', ...among)).toEqual(['lesson of ours']);
  });

  test('a deleted room is in it no more', async () => {
    await insert(['lesson one', 'lesson two'], server.acme.project.id);
    await server.store.database.db.deleteFrom('rooms').where('name', '=', 'lesson one').execute();
    await insert(['lesson three'], server.acme.project.id, 10);
    expect(await found('lesson')).toEqual(['lesson three', 'lesson two']);
  });

  test('a room that joins it is no change of a room, which servers would have to hear of', async () => {
    const heard: unknown[] = [];
    server.store.database.changes.subscribe((change) => heard.push(change));
    await insert(['lesson one'], server.acme.project.id);
    const other = await server.openAgain();
    await other.database.close();
    await server.settle();
    expect(heard).not.toContainEqual(expect.objectContaining({ table: 'rooms' }));
  });
});
