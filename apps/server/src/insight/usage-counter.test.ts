import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SERVERS, type TestServer } from '../../test/support/test-server.ts';
import { UsageCounter } from './usage-counter.ts';
import { UsageStore } from './usage-store.ts';

describe.each(SERVERS)('usage that cannot be written, on $name', ({ start }) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await start();
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await server.stop();
  });

  test('the last use of a key does not go back when what could not be written is counted again', async () => {
    const key = { accessKey: server.acme.accessKey, projectId: server.acme.project.id };
    let now = 1000;
    const usage = new UsageCounter(server.store.database, () => now);
    const write = vi.spyOn(UsageStore.prototype, 'add').mockImplementationOnce(async () => {
      now = 2000;
      usage.countUse(key);
      throw new Error('the disk is full');
    });
    usage.countUse(key);
    await expect(usage.flush()).rejects.toThrow('the disk is full');
    await usage.flush();
    const rows = write.mock.calls.at(-1)?.[0].flatMap((hour) => hour.rows);
    expect(rows?.map(({ lastUsedAt }) => lastUsedAt)).toEqual([2000]);
  });
});
