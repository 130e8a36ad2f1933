import { once } from 'node:events';
import type { RequestListener, Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import { answerClientError } from './client-error.ts';
import { type ConnectionLimits, createHttpServer } from './connections.ts';

const LIMITS: ConnectionLimits = {
  maxConnections: 100,
  maxConnectionsPerAddress: 100,
  keepAliveTimeoutMs: 60_000,
  trustedProxies: undefined,
};
const MEGABYTE = Buffer.alloc(1024 * 1024, 'x');

let server: Server;
const clients: Socket[] = [];
const accepted: Socket[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
  accepted.length = 0;
});

async function start(handler: RequestListener, limits: Partial<ConnectionLimits> = {}, timeoutMs?: number) {
  server = createHttpServer(handler, { ...LIMITS, ...limits }, timeoutMs === undefined ? {} : { timeoutMs });
  server.on('clientError', answerClientError);
  server.on('connection', (socket: Socket) => accepted.push(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
}

/** Collects what the server sends, unless it is paused. */
class Client {
  readonly socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  received = '';
  constructor() {
    clients.push(this.socket);
    this.socket.setEncoding('latin1');
    this.socket.on('data', (text: string) => {
      this.received += text;
    });
    // Being cut off is what some tests wait for.
    this.socket.on('error', () => {});
  }
  ask(...paths: string[]): void {
    this.socket.write(paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`).join(''));
  }
  get bodies(): string[] {
    return [...this.received.matchAll(/\r\n\r\n(\/\w+?)(?=HTTP|$)/g)].map(([, body = '']) => body);
  }
}

const echo: RequestListener = (request, response) => response.end(request.url);
const sendMuch: RequestListener = (_request, response) => {
  Readable.from(Array(64).fill(MEGABYTE)).pipe(response);
};

describe('one request at a time', () => {
  test('requests that come at once are begun one after the other and answered in order', async () => {
    let inProgress = 0;
    let most = 0;
    await start((request, response) => {
      inProgress++;
      most = Math.max(most, inProgress);
      setImmediate(() => {
        response.end(request.url);
        inProgress--;
      });
    });
    const paths = Array.from({ length: 100 }, (_, at) => `/${at}`);
    const client = new Client();
    client.ask(...paths);
    await expect.poll(() => client.bodies).toEqual(paths);
    expect(most).toBe(1);
    client.ask('/again');
    await expect.poll(() => client.bodies.at(-1)).toBe('/again');
  });

  test('the next request waits until the answer before it has gone', async () => {
    const begun: (string | undefined)[] = [];
    await start((request, response) => {
      begun.push(request.url);
      if (request.url === '/much') sendMuch(request, response);
      else response.end(request.url);
    });
    const client = new Client();
    client.socket.pause();
    client.ask('/much', '/next');
    await expect.poll(() => accepted[0]?.writableLength).toBeGreaterThan(0);
    // Others are served meanwhile, as often as they like.
    for (let turn = 0; turn < 20; turn++) {
      const other = new Client();
      other.ask('/other');
      await expect.poll(() => other.bodies).toEqual(['/other']);
    }
    expect(begun.filter((url) => url !== '/other')).toEqual(['/much']);
    client.socket.resume();
    await expect.poll(() => begun).toContain('/next');
  });

  test.each([
    ['nothing', ''],
    ['half a head', 'GET /he'],
    ['half a body', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{'],
    ['a whole request', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'],
  ])('a client that has closed its side after %s is not kept', async (_what, sent) => {
    await start((_request, response) => response.end());
    const socket = connect({
      port: (server.address() as AddressInfo).port,
      host: '127.0.0.1',
      allowHalfOpen: true,
    });
    clients.push(socket);
    socket.on('error', () => {});
    socket.end(sent);
    await expect.poll(() => accepted[0]?.destroyed).toBe(true);
  });

  test('more than a hundred waiting requests end the connection, and nobody else’s', async () => {
    let begun = 0;
    await start((_request, response) => {
      begun++;
      setImmediate(() => response.end());
    });
    const client = new Client();
    let parsed = 0;
    server.prependListener('request', () => parsed++);
    client.ask(...Array(1000).fill('/x'));
    await once(client.socket, 'close');
    expect(begun).toBeLessThanOrEqual(1);
    // Node.js would parse the whole packet, which keeps everybody waiting.
    expect(parsed).toBeLessThanOrEqual(110);
    // Their parsers are used again.
    for (let turn = 0; turn < 5; turn++) {
      const other = new Client();
      other.ask('/one', '/two');
      await expect.poll(() => other.received.match(/HTTP\/1.1 200 OK/g)?.length).toBe(2);
      other.socket.destroy();
    }
  });

  test('a client that leaves has the requests that wait dropped', async () => {
    const begun: (string | undefined)[] = [];
    await start((request) => begun.push(request.url));
    const client = new Client();
    client.ask('/1', '/2', '/3');
    await expect.poll(() => begun).toEqual(['/1']);
    client.socket.destroy();
    await expect.poll(() => accepted[0]?.destroyed).toBe(true);
    const other = new Client();
    other.ask('/other');
    await expect.poll(() => begun).toEqual(['/1', '/other']);
  });
});

describe('limits of connections', () => {
  test('one address gets no more than its share, and is told so', async () => {
    await start(echo, { maxConnectionsPerAddress: 2 });
    const two = [new Client(), new Client()];
    for (const client of two) client.ask('/ok');
    for (const client of two) await expect.poll(() => client.bodies).toEqual(['/ok']);
    const third = new Client();
    third.ask('/third');
    await once(third.socket, 'close');
    expect(third.received).toMatch(/^HTTP\/1.1 429 Too Many Requests\r\n.*\r\nRetry-After: 1\r\n/s);
    expect(third.received).toContain('{"message":"too many connections from one address: ');
    expect(third.received).not.toContain('/third');

    two[0]?.socket.destroy();
    await expect.poll(() => accepted[0]?.destroyed).toBe(true);
    const next = new Client();
    next.ask('/next');
    await expect.poll(() => next.bodies).toEqual(['/next']);
  });

  test('behind trusted proxies only the limit of all applies', async () => {
    await start(echo, { maxConnectionsPerAddress: 1, maxConnections: 3, trustedProxies: ['127.0.0.1'] });
    const three = [new Client(), new Client(), new Client()];
    for (const client of three) client.ask('/ok');
    for (const client of three) await expect.poll(() => client.bodies).toEqual(['/ok']);
    const fourth = new Client();
    fourth.ask('/fourth');
    await once(fourth.socket, 'close');
    expect(fourth.received).toBe('');
  });

  test('CONNECT is answered', async () => {
    await start(echo);
    const client = new Client();
    client.socket.write('CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n');
    await once(client.socket, 'close');
    expect(client.received).toMatch(/^HTTP\/1.1 404 Not Found\r\n.*\{"message":"no such route or method/s);
  });
});

describe('limits of time', () => {
  test.each([
    ['its head', 'GET / HTTP/1.1\r\nHost'],
    ['its body', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n123'],
  ])('a request that stalls in %s gets 408 and the reason', async (_where, sent) => {
    await start((request) => request.resume(), {}, 100);
    const client = new Client();
    client.socket.write(sent);
    await once(client.socket, 'close');
    expect(client.received).toMatch(/^HTTP\/1.1 408 Request Timeout\r\n.*within 30 seconds/s);
  });

  test('a connection without a request stays open for as long as the setting says, and the client is told', async () => {
    await start(echo, { keepAliveTimeoutMs: 620_000 });
    const client = new Client();
    client.ask('/ok');
    await expect.poll(() => client.bodies).toEqual(['/ok']);
    expect(client.received).toMatch(/\r\nKeep-Alive: timeout=620\r\n/);
    // The time-out of requests, which is shorter, no longer counts.
    expect(accepted[0]?.timeout).toBeGreaterThanOrEqual(620_000);
  });
  test('… and then the server ends it', async () => {
    await start(echo, { keepAliveTimeoutMs: 100 });
    const client = new Client();
    client.ask('/ok');
    await once(client.socket, 'close');
    expect(client.bodies).toEqual(['/ok']);
  });

  test('a client that does not read is cut off, and costs no more than a few pieces meanwhile', async () => {
    await start(sendMuch, {}, 1000);
    const client = new Client();
    client.socket.pause();
    client.ask('/much');
    await expect.poll(() => accepted[0]?.writableLength).toBeGreaterThan(0);
    const [socket] = accepted;
    if (socket?.destroyed === false) await once(socket, 'close');
    expect(socket?.destroyed).toBe(true);
  });
});
