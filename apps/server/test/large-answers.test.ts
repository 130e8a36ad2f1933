import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SERVERS, type TestServer } from './support/test-server.ts';

/** What the server may hold for one connection beyond what the kernel buffers. */
const MAX_HELD = 256 * 1024;
const NAME = '课'.repeat(2048);

describe.each(SERVERS)('large answers, on $name', ({ start }) => {
  let server: TestServer;
  const accepted: Socket[] = [];
  const clients: Socket[] = [];
  beforeEach(async () => {
    server = await start();
    server.app.server.on('connection', (socket: Socket) => accepted.push(socket));
    await server.app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.destroy();
    accepted.length = 0;
    await server.stop();
  });

  /** Sends a request and reads nothing of the answer. */
  function askAndNotRead(path: string, token = server.sdkToken()): Socket {
    const client = connect((server.app.server.address() as AddressInfo).port, '127.0.0.1');
    clients.push(client);
    client.pause();
    client.write(
      `GET ${path} HTTP/1.1\r\nHost: x\r\nregion: us-sv\r\ntoken: ${token}\r\nConnection: close\r\n\r\n`,
    );
    return client;
  }

  async function readAll(client: Socket): Promise<string> {
    const chunks: Buffer[] = [];
    client.on('data', (chunk: Buffer) => chunks.push(chunk)).resume();
    await once(client, 'close');
    return Buffer.concat(chunks).toString();
  }

  /** Until nothing more is added for those who do not read. */
  async function expectLittleHeld(): Promise<void> {
    await expect.poll(() => accepted.every((socket) => socket.writableNeedDrain)).toBe(true);
    for (const socket of accepted) expect(socket.writableLength).toBeLessThanOrEqual(MAX_HELD);
  }

  async function addRooms(count: number): Promise<string[]> {
    const rooms = Array.from({ length: count }, (_, at) => ({
      uuid: `${String(at).padStart(12, '0')}1${'0'.repeat(19)}`,
      project_id: server.acme.project.id,
      name: NAME,
      is_record: 0,
      is_ban: 0,
      writer_limit: 0,
      created_at: at,
    }));
    for (let at = 0; at < count; at += 100) {
      const some = rooms.slice(at, at + 100);
      await server.store.database.db.insertInto('rooms').values(some).execute();
    }
    return rooms.map(({ uuid }) => uuid);
  }

  test('the script of /docs costs no copy for those who do not read it, and comes whole to those who do', async () => {
    const readers = Array.from({ length: 20 }, () => askAndNotRead('/docs/js/scalar.js'));
    await expect.poll(() => accepted.length).toBe(20);
    await expectLittleHeld();
    const whole = await server.call('GET', '/docs/js/scalar.js', { region: null });
    const [reader] = readers;
    if (reader === undefined) throw new TypeError('there is no reader');
    expect((await readAll(reader)).endsWith(`\r\n\r\n${whole.body}`)).toBe(true);
  });

  test('a list of a thousand rooms with long names is read from the database as the client reads', async () => {
    const uuids = await addRooms(1000);
    const client = askAndNotRead('/v5/rooms?limit=1000');
    await expect.poll(() => accepted.length).toBe(1);
    await expectLittleHeld();
    const answer = await readAll(client);
    expect([...answer.matchAll(/"uuid":"(\w+)"/g)].map(([, uuid]) => uuid)).toEqual(uuids);
    const { statusCode, headers, body } = await server.call('GET', '/v5/rooms?limit=1000', {
      token: server.sdkToken(),
    });
    expect([statusCode, headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
    expect(JSON.parse(body)).toMatchObject(uuids.map((uuid) => ({ uuid, name: NAME, isBan: false })));
  });

  test.each([1, 19, 20, 21, 39, 40, 41, 120, 121])(
    'a list of %i of 120 rooms is that long',
    async (limit) => {
      const uuids = await addRooms(120);
      const page = await server.call('GET', `/v5/rooms?limit=${limit}`, { token: server.sdkToken() });
      expect(page.json().map(({ uuid }: { uuid: string }) => uuid)).toEqual(uuids.slice(0, limit));
      const first = page.json()[0];
      expect(Object.keys(first)).toEqual(
        Object.keys(
          (await server.call('GET', `/v5/rooms/${first.uuid}`, { token: server.sdkToken() })).json(),
        ),
      );
    },
  );

  test('a page of /v1 with large entries ends sooner; page after page has every entry once', async () => {
    const uuids = await addRooms(100);
    const met: string[] = [];
    let after = '';
    do {
      const page = await server.manage('GET', `/v1/rooms?limit=1000${after}`);
      expect(page.body.length).toBeLessThan(MAX_HELD / 2 + NAME.length * 2);
      const { rooms, next } = page.json() as { rooms: { uuid: string }[]; next: string | null };
      expect(rooms.length).toBeGreaterThan(0);
      met.push(...rooms.map(({ uuid }) => uuid));
      after = next === null ? '' : `&after=${encodeURIComponent(next)}`;
    } while (after !== '');
    expect(met.sort()).toEqual(uuids);
  });

  test('/openapi.json comes compressed to those who accept that, with the same content', async () => {
    const plain = await server.call('GET', '/openapi.json', { region: null });
    for (const accepted of ['gzip', 'br, gzip;q=0.5', 'deflate,GZIP']) {
      const headers = { 'accept-encoding': accepted };
      const compressed = await server.call('GET', '/openapi.json', { region: null, headers });
      expect(compressed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
      expect(gunzipSync(compressed.rawPayload).toString()).toBe(plain.body);
    }
    for (const accepted of ['gzip;q=0', 'gzip; q=0.0', 'br', 'identity', 'x-gzipped']) {
      const headers = { 'accept-encoding': accepted };
      const answer = await server.call('GET', '/openapi.json', { region: null, headers });
      expect([answer.headers['content-encoding'], answer.body]).toEqual([undefined, plain.body]);
    }
  });

  test('/metrics are added up at most once a second', async () => {
    const read = async () => (await server.call('GET', '/metrics', { region: null })).body;
    const before = await read();
    await server.post('/v5/rooms', { token: 'nonsense' });
    expect(await read()).toBe(before);
    server.clock.now += 1000;
    expect(await read()).toContain('boardgate_refusals_total{code="token-format"} 1');
  });
});
