import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SERVERS, type TestServer } from '../../test/support/test-server.ts';
import { RoomStore } from './room-store.ts';

describe.each(SERVERS)('rooms in the database, on $name', ({ start }) => {
  let server: TestServer;
  let store: RoomStore;
  beforeEach(async () => {
    server = await start();
    store = new RoomStore(server.store.database.db);
  });
  afterEach(() => server.stop());

  const roomOf = (uuid: string) => ({
    uuid,
    projectId: server.acme.project.id,
    name: 'Lesson',
    isRecord: false,
    isBan: false,
    writerLimit: 0,
    createdAt: 1,
  });

  test('no more are stored than allowed: none, or the first ones', async () => {
    expect(await store.create(roomOf('a'), 0)).toBeUndefined();
    expect(await store.create(roomOf('b'), 2)).toMatchObject({ uuid: 'b' });
    expect(await store.create(roomOf('c'), 2)).toMatchObject({ uuid: 'c' });
    expect(await store.create(roomOf('d'), 2)).toBeUndefined();
    const found = await Promise.all(['a', 'b', 'c', 'd'].map((uuid) => store.find(uuid)));
    expect(found.map((room) => room?.uuid)).toEqual([undefined, 'b', 'c', undefined]);
  });

  test('each is later than those before it, whatever the clock says', async () => {
    const times: (number | undefined)[] = [];
    for (const createdAt of [5, 5, 3, 100, -9, 101, 7]) {
      const stored = await store.create({ ...roomOf(`at ${times.length}`), createdAt }, 10);
      times.push(stored?.createdAt);
    }
    expect(times).toEqual([5, 6, 7, 100, 101, 102, 103]);
  });

  test('any of them is found, if there is one', async () => {
    expect(await store.anyUuid()).toBeUndefined();
    await store.create(roomOf('a'), 1);
    expect(await store.anyUuid()).toBe('a');
  });
});
