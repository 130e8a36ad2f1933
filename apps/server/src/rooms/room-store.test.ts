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
    expect(await store.create(roomOf('a'), 0)).toBe(false);
    expect(await store.create(roomOf('b'), 2)).toBe(true);
    expect(await store.create(roomOf('c'), 2)).toBe(true);
    expect(await store.create(roomOf('d'), 2)).toBe(false);
    const found = await Promise.all(['a', 'b', 'c', 'd'].map((uuid) => store.find(uuid)));
    expect(found.map((room) => room?.uuid)).toEqual([undefined, 'b', 'c', undefined]);
  });

  test('any of them is found, if there is one', async () => {
    expect(await store.anyUuid()).toBeUndefined();
    await store.create(roomOf('a'), 1);
    expect(await store.anyUuid()).toBe('a');
  });
});
