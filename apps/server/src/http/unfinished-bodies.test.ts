import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DATABASES } from '../../test/support/databases.ts';
import { TestServer } from '../../test/support/test-server.ts';

const BODY = '{"name":"a room"}';
const LIMIT = 64;

describe('bodies that begin and do not end', () => {
  let server: TestServer;
  const clients: Socket[] = [];
  /** The server's ends of the connections, in the order of their coming. */
  const accepted: Socket[] = [];
  beforeEach(async () => {
    server = await TestServer.start(DATABASES[0].create);
    server.app.server.on('connection', (socket: Socket) => accepted.push(socket));
    await server.app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.destroy();
    accepted.length = 0;
    await server.stop();
  });

  /** Sends a request without the last byte of its body. */
  async function begin(localAddress = '127.0.0.1') {
    const { port } = server.app.server.address() as AddressInfo;
    const client = connect({ port, host: '127.0.0.1', localAddress });
    clients.push(client);
    const seen = { text: '' };
    client.on('data', (bytes) => {
      seen.text += bytes;
    });
    client.on('error', () => {});
    await once(client, 'connect');
    client.write(
      `POST /v5/rooms HTTP/1.1\r\nHost: x\r\nregion: sg\r\ntoken: ${server.sdkToken()}\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY.slice(0, -1)}`,
    );
    const finish = async () => {
      client.write(BODY.slice(-1));
      await expect.poll(() => seen.text).toContain('HTTP/1.1 201');
    };
    return { client, finish, seen };
  }

  /** As many as may be under way, and one more, which the server does not read. */
  async function beginTooMany() {
    // The server pauses a connection without a request once as many as may be are under way, and not when it has only read of them.
    const { port } = server.app.server.address() as AddressInfo;
    const idle = connect({ port, host: '127.0.0.1' });
    clients.push(idle);
    await expect.poll(() => accepted.length).toBe(1);
    const first = [];
    for (let count = 0; count < LIMIT; count++) first.push(await begin());
    await expect.poll(() => accepted[0]?.isPaused()).toBe(true);
    idle.destroy();
    const last = await begin();
    await expect.poll(() => accepted.length).toBe(LIMIT + 2);
    await expect.poll(() => accepted.at(-1)?.isPaused()).toBe(true);
    return { first, last };
  }

  test('one more is read once another has ended', async () => {
    const { first, last } = await beginTooMany();
    expect(accepted.at(-1)?.bytesRead).toBe(0);
    await first[0]?.finish();
    await last.finish();
    for (const { finish } of first.slice(1)) await finish();
  });

  test('and once the client of another has gone', async () => {
    const { first, last } = await beginTooMany();
    first[7]?.client.destroy();
    await last.finish();
  });

  test('another address is read from as ever', async () => {
    await beginTooMany();
    const stranger = await begin('127.0.0.2');
    await stranger.finish();
  });

  test('a connection that was open before and had nothing under way waits too, and is served later', async () => {
    const early = await begin();
    await early.finish();
    const first = [];
    for (let count = 0; count < LIMIT; count++) first.push(await begin());
    await expect.poll(() => accepted[0]?.isPaused()).toBe(true);
    early.client.write(`GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n`);
    await first[0]?.finish();
    await expect.poll(() => early.seen.text).toContain('HTTP/1.1 200');
  });
});
