import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { OutboundError } from './outbound-error.ts';
import { type Post, postJson } from './post.ts';
import { startHost, startRawHost, type TestHost } from './testing/test-host.ts';

const hosts: TestHost[] = [];
afterEach(async () => {
  await Promise.all(hosts.splice(0).map((host) => host.stop()));
});

async function serve(answer: RequestListener): Promise<TestHost> {
  const host = await startHost(answer);
  hosts.push(host);
  return host;
}

function post(url: string, more: Partial<Post> = {}): Promise<{ status: number }> {
  const signal = new AbortController().signal;
  return postJson({
    url,
    body: '{"ü":1}',
    headers: { 'webhook-id': 'a' },
    allowHosts: ['127.0.0.1'],
    signal,
    timeoutMs: 3_600_000,
    ...more,
  });
}

test('a webhook is sent to the byte, with its headers', async () => {
  const bodies: string[] = [];
  const host = await serve(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    bodies.push(`${request.method} ${request.url} ${Buffer.concat(chunks)}`);
    response.end('ok');
  });
  expect(await post(`${host.url}/hook?a=1`)).toEqual({ status: 200 });
  expect(bodies).toEqual(['POST /hook?a=1 {"ü":1}']);
  expect(host.requests.headers[0]).toMatchObject({
    'webhook-id': 'a',
    'content-type': 'application/json',
    'content-length': '8',
    connection: 'close',
  });
});

test('a redirect is not followed: its status is the answer', async () => {
  const other = await serve((_request, response) => response.end());
  const host = await serve((_request, response) => response.writeHead(307, { location: other.url }).end());
  expect(await post(host.url)).toEqual({ status: 307 });
  expect(other.requests.count).toBe(0);
});

test('an answer without end, or one that is broken off, counts by its status, and is not read on', async () => {
  const endless = await serve((_request, response) => {
    const timer = setInterval(() => response.write('x'.repeat(8192)), 1);
    response.on('close', () => clearInterval(timer));
  });
  expect(await post(endless.url)).toEqual({ status: 200 });
  const idle = await serve((_request, response) => response.writeHead(202).flushHeaders());
  // Again where the status itself took longer than that.
  await expect.poll(() => post(idle.url, { timeoutMs: 500 })).toEqual({ status: 202 });
  const broken = await serve((request, response) => {
    response.writeHead(200, { 'content-length': 10 }).write('abc', () => request.socket.destroy());
  });
  expect(await post(broken.url)).toEqual({ status: 200 });
});

test('an answer is read to its end, so that the receiver sees no failure; one beyond 64 kB is cut off', async () => {
  const ends: boolean[] = [];
  let sent = 0;
  const host = await serve(async (request, response) => {
    response.on('close', () => ends.push(response.writableEnded));
    for (let chunk = 0; chunk < (request.url === '/long' ? 1000 : 4) && !response.destroyed; chunk++) {
      sent += 16_000;
      await new Promise((resolve) => response.write('x'.repeat(16_000), resolve));
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    response.end();
  });
  expect(await post(`${host.url}/short`)).toEqual({ status: 200 });
  await expect.poll(() => ends).toEqual([true]);
  sent = 0;
  expect(await post(`${host.url}/long`)).toEqual({ status: 200 });
  await expect.poll(() => ends).toEqual([true, false]);
  expect(sent).toBeLessThan(16_000_000);
});

test('a protocol other than HTTP is refused, and its connection is closed', async () => {
  let isClosed = false;
  const raw = await startRawHost((socket) => {
    socket.on('close', () => {
      isClosed = true;
    });
    socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n');
  });
  hosts.push(raw);
  await expect(post(raw.url)).rejects.toThrow('the host switched to a protocol other than HTTP');
  await expect.poll(() => isClosed).toBe(true);
});

describe('a webhook that cannot be sent says why in a neutral sentence', () => {
  test('no answer in time', async () => {
    const host = await serve(() => {});
    const failed = post(host.url, { timeoutMs: 50 });
    await expect(failed).rejects.toThrow(new OutboundError('the host did not respond within 0.05 seconds'));
  });

  test('a private address, whether something listens there or not', async () => {
    const host = await serve((_request, response) => response.end());
    for (const url of [host.url, 'http://127.0.0.1:1/', 'http://[::1]:1/', 'https://169.254.169.254/']) {
      await expect(post(url, { allowHosts: [] })).rejects.toThrow(
        new OutboundError(
          'there is no public host of that name: check it, or have an operator allow it in BOARDGATE_CONVERSION_ALLOW_HOSTS',
        ),
      );
    }
    expect(host.requests.count).toBe(0);
  });

  test('a URL that must not be asked for', async () => {
    const host = await serve((_request, response) => response.end());
    const wrong: [string, string][] = [
      [
        'file:///etc/passwd',
        'the URL must be an http or https URL such as https://files.example.org/lesson.pdf',
      ],
      [
        host.url.replace('//', '//me:hunter2@'),
        'the URL must be a URL without user and password: send a signed URL instead',
      ],
    ];
    for (const [url, words] of wrong) await expect(post(url)).rejects.toThrow(new OutboundError(words));
    expect(host.requests.count).toBe(0);
  });

  test('called off: the reason given', async () => {
    const called = new AbortController();
    const host = await serve(() => called.abort(new Error('called off')));
    await expect(post(host.url, { signal: called.signal })).rejects.toThrow(new Error('called off'));
  });

  test('called off while the answer is read: the reason given', async () => {
    const called = new AbortController();
    const host = await serve((_request, response) => {
      response.flushHeaders();
      setTimeout(() => called.abort(new Error('called off')), 50);
    });
    await expect(post(host.url, { signal: called.signal })).rejects.toThrow(new Error('called off'));
  });
});
