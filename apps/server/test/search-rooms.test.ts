import { createUuidV1 } from '@boardgate/token';
import { describe, expect, test } from 'vitest';
import { setUpManagement } from './support/management.ts';
import { SERVERS, START, type Tenant } from './support/test-server.ts';

interface Room {
  readonly uuid: string;
  readonly name: string;
}

describe.each(SERVERS)('the list of rooms on $name', ({ start }) => {
  const { server, expectDone } = setUpManagement(start);

  const create = async (name: string, tenant: Tenant = server().acme): Promise<Room> =>
    (await expectDone('POST', '/v1/rooms', { project: tenant.project.id, name })) as unknown as Room;
  const list = async (query: Record<string, string> = {}) => {
    const answer = await expectDone('GET', `/v1/rooms?${new URLSearchParams(query)}`);
    return answer as unknown as { rooms: Room[]; next: string | null; count?: number };
  };
  const names = async (query: Record<string, string>) => (await list(query)).rooms.map(({ name }) => name);
  /** Rooms of one name, past the API: one every millisecond, the last of them made at `until`. */
  async function addMany(count: number, name: string, until: number, isBan = 0): Promise<void> {
    const { db } = server().store.database;
    const rows = Array.from({ length: count }, (_, at) => ({
      uuid: createUuidV1(until - at).replaceAll('-', ''),
      project_id: server().acme.project.id,
      name,
      is_record: 0,
      is_ban: isBan,
      writer_limit: 0,
      created_at: until - at,
      folded_name: null,
    }));
    for (let at = 0; at < count; at += 1000) {
      await db
        .insertInto('rooms')
        .values(rows.slice(at, at + 1000))
        .execute();
    }
  }

  test('search takes any part of a name, in any case and script, and no character for another', async () => {
    const all = [
      '100% sure',
      '100 per cent',
      'a_b',
      'axb',
      'a\\b',
      'ÜBUNG',
      'Урок 1',
      'ΟΔΟΣ',
      '数学课',
      '😀 fun',
      "o'clock",
    ];
    for (const name of all) {
      server().clock.now += 1;
      await create(name);
    }
    const found = (search: string) => names({ search });
    expect(await found('100%')).toEqual(['100% sure']);
    expect(await found('100')).toEqual(['100 per cent', '100% sure']);
    expect(await found('%')).toEqual(['100% sure']);
    expect(await found('a_')).toEqual(['a_b']);
    expect(await found('_')).toEqual(['a_b']);
    expect(await found('a\\')).toEqual(['a\\b']);
    expect(await found('A')).toEqual(['a\\b', 'axb', 'a_b']);
    expect(await found('übu')).toEqual(['ÜBUNG']);
    expect(await found('U\u0308B')).toEqual(['ÜBUNG']);
    expect(await found('УРО')).toEqual(['Урок 1']);
    expect(await found('οδος')).toEqual(['ΟΔΟΣ']);
    expect(await found('数')).toEqual(['数学课']);
    expect(await found('😀')).toEqual(['😀 fun']);
    expect(await found("O'")).toEqual(["o'clock"]);
    expect(await found('课')).toEqual(['数学课']);
    expect(await found('学课')).toEqual(['数学课']);
    expect(await found('X')).toEqual(['axb']);
    expect(await found('cent')).toEqual(['100 per cent']);
    expect(await found('')).toHaveLength(all.length);
  });

  test('search takes a uuid or its beginning, with or without dashes', async () => {
    const { uuid } = await create('this one');
    await create('deadbeef');
    const dashed = uuid.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    for (const search of [uuid, uuid.toUpperCase(), dashed, uuid.slice(0, 8)]) {
      expect(await names({ search })).toEqual(['this one']);
    }
    // Also a name may look like one.
    expect(await names({ search: 'deadbeef' })).toEqual(['deadbeef']);
    expect(await names({ search: uuid, project: server().globex.project.id })).toEqual([]);
  });

  test('a name of 2048 characters is stored, and found by its first 64', async () => {
    const name = 'Ж'.repeat(2048);
    await create(name);
    await create('ж'.repeat(63));
    expect(await names({ search: 'ж'.repeat(64) })).toEqual([name]);
    expect(await names({ search: 'ж' })).toHaveLength(2);
  });

  test('the banned ones, or the others, alone or within a search', async () => {
    for (const name of ['one', 'two', 'other']) {
      server().clock.now += 1;
      await create(name);
    }
    const { rooms } = await list({ search: 'e' });
    for (const { uuid } of rooms) await expectDone('PATCH', `/v1/rooms/${uuid}`, { isBan: true });
    const { id } = server().acme.project;
    for (const project of [{}, { project: id }]) {
      expect(await names({ banned: 'true', ...project })).toEqual(['other', 'one']);
      expect(await names({ banned: 'false', ...project })).toEqual(['two']);
      expect(await names({ banned: 'true', search: 'the', ...project })).toEqual(['other']);
      expect(await names({ banned: 'false', search: 'e', ...project })).toEqual([]);
    }
  });

  test.each([
    ['all', {}],
    ['a few that begin so', { search: 'few' }],
    ['the banned ones', { banned: 'true' }],
    ['those that are not', { banned: 'false' }],
  ])('page by page, %s: each room once, whatever is created meanwhile', async (_name, query) => {
    const isBan = 'banned' in query && query.banned === 'true' ? 1 : 0;
    await addMany(25, 'few', START, isBan);
    // Of the same moment as the newest: the uuid decides.
    await addMany(1, 'few', START, isBan);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: { rooms: Room[]; next: string | null } = await list({
        limit: '4',
        ...query,
        ...(after !== null && { after }),
      });
      seen.push(...page.rooms.map(({ uuid }) => uuid));
      after = page.next;
      server().clock.now += 1;
      await create('few, but later');
    } while (after !== null);
    expect(seen).toHaveLength(26);
    expect(new Set(seen).size).toBe(26);
  });

  test('matches behind thousands of newer rooms come from the index, the newest first, each once', async () => {
    const { id } = server().acme.project;
    await addMany(1100, 'Lesson', START - 10_000);
    await addMany(7600, 'other', START);
    await addMany(1, 'the lesson alone', START + 10_000);
    const first = await list({ search: 'esso', limit: '500', project: id });
    expect(first.rooms[0]?.name).toBe('the lesson alone');
    const seen = first.rooms.map(({ uuid }) => uuid);
    for (let { next } = first; next !== null; ) {
      const page = await list({ search: 'ESSO', limit: '500', after: next });
      seen.push(...page.rooms.map(({ uuid }) => uuid));
      next = page.next;
    }
    expect(seen).toHaveLength(1101);
    expect(new Set(seen).size).toBe(1101);
    const oldest = seen.at(-1) ?? '';
    expect((await list({ search: oldest.slice(0, 12) })).rooms.map(({ uuid }) => uuid)).toContain(oldest);
    expect(await names({ search: 'lesson', project: server().globex.project.id })).toEqual([]);
    expect(await names({ search: 'lesson', banned: 'true' })).toEqual([]);
    await expectDone('PATCH', `/v1/rooms/${oldest}`, { isBan: true });
    expect(await names({ search: 'lesson', banned: 'true' })).toEqual(['Lesson']);
    expect((await list({ search: 'lesson', banned: 'false', limit: '1' })).count).toBeUndefined();
  });

  test('the first page says how many rooms there are, as far as that is quickly told', async () => {
    const [acme, globex] = [server().acme.project.id, server().globex.project.id];
    const count = async (query: Record<string, string>) => (await list({ limit: '1', ...query })).count;
    expect(await count({})).toBe(0);
    for (const name of ['one', 'two', 'other']) await create(name);
    await create('one', server().globex);
    const [banned] = (await list({ search: 'two' })).rooms;
    await expectDone('PATCH', `/v1/rooms/${banned?.uuid}`, { isBan: true });
    expect(await count({})).toBe(4);
    expect(await count({ project: globex })).toBe(1);
    expect(await count({ banned: 'true' })).toBe(1);
    expect(await count({ banned: 'false' })).toBe(3);
    expect(await count({ banned: 'false', project: acme })).toBe(2);
    expect(await count({ search: 'O' })).toBe(4);
    expect(await count({ search: 'o', project: acme, banned: 'false' })).toBe(2);
    expect(await count({ search: banned?.uuid.slice(0, 12) ?? '' })).toBeGreaterThan(0);
    const { next } = await list({ limit: '1' });
    expect((await list({ limit: '1', after: next ?? '' })).count).toBeUndefined();
    await addMany(1000, 'one', START);
    expect(await count({ search: 'one' })).toBeUndefined();
    expect(await count({ search: 'two' })).toBe(1);
  });
});
