import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { RequestListener, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConversionFailure } from '../../src/conversions/failure.ts';
import { type Download, download } from '../../src/outbound/download.ts';
import { namesAt, startHost, startRawHost, type TestHost } from './support.ts';

const REFUSED =
  'download file failed: the host is not a public one: the operator can name it in BOARDGATE_CONVERSION_ALLOW_HOSTS';
const PATIENCE = { headMs: 10_000, idleMs: 10_000, totalMs: 20_000 };

let folder: string;
let to: string;
const hosts: TestHost[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'boardgate-test-'));
  to = join(folder, 'document');
});
afterEach(async () => {
  await Promise.all(hosts.splice(0).map((host) => host.stop()));
  await rm(folder, { recursive: true, force: true });
});

async function serve(answer: RequestListener): Promise<TestHost> {
  const host = await startHost(answer);
  hosts.push(host);
  return host;
}

async function serveRaw(text: string, isEnded = true): Promise<TestHost> {
  const host = await startRawHost((socket) => (isEnded ? socket.end(text) : socket.write(text)));
  hosts.push(host);
  return host;
}

function fetchFile(url: string, more: Partial<Download> = {}): Promise<{ bytes: number }> {
  const signal = new AbortController().signal;
  return download({
    url,
    to,
    maxBytes: 1000,
    allowHosts: ['127.0.0.1'],
    signal,
    patience: PATIENCE,
    ...more,
  });
}

/** What a failed download says; nothing of it may stay behind. */
async function failureOf(url: string, more: Partial<Download> = {}): Promise<string> {
  const error = await fetchFile(url, more).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ConversionFailure);
  expect(await readdir(folder)).toEqual([]);
  return (error as ConversionFailure).message;
}

describe('what is downloaded', () => {
  test('is the file to the byte, asked for plainly: no cookie, no referer, no compression', async () => {
    const host = await serve((_request, response) => response.end('a document'));
    expect(await fetchFile(`${host.url}/a.pdf?signature=1`)).toEqual({ bytes: 10 });
    expect(await readFile(to, 'utf8')).toBe('a document');
    expect(host.requests.headers).toEqual([
      {
        host: `127.0.0.1:${host.port}`,
        accept: '*/*',
        'accept-encoding': 'identity',
        'user-agent': 'Boardgate',
        connection: 'close',
      },
    ]);
  });

  test('may be as large as the limit, with and without its length announced, and no byte larger', async () => {
    const host = await serve((request, response) => {
      const body = 'x'.repeat(Number(request.url?.slice(2)));
      if (request.url?.startsWith('/a')) response.setHeader('content-length', body.length);
      response.write(body);
      response.end();
    });
    for (const kind of ['a', 'b']) {
      expect(await fetchFile(`${host.url}/${kind}1000`)).toEqual({ bytes: 1000 });
      await rm(to);
      expect(await failureOf(`${host.url}/${kind}1001`)).toBe(
        'download file failed: the document is larger than 1000 bytes, the most that is allowed',
      );
    }
  });

  test('may be HTML: its kind is told by its bytes, later', async () => {
    const host = await serve((_request, response) =>
      response.setHeader('content-type', 'text/html').end('<p>'),
    );
    expect(await fetchFile(host.url)).toEqual({ bytes: 3 });
  });

  test('may have a URL of 1,000 characters of any script', async () => {
    const host = await serve((_request, response) => response.end('a'));
    const url = new URL(`${host.url}/${'语'.repeat(1000)}.pdf`).href;
    expect(await fetchFile(url)).toEqual({ bytes: 1 });
  });

  test('is a failure of its own where it is empty', async () => {
    const host = await serve((_request, response) => response.end());
    expect(await failureOf(host.url)).toBe('file is empty: the host sent no bytes');
  });
});

describe('a host that does not play by the rules', () => {
  test.each([404, 403, 500, 503, 204, 206, 304])('status %i is named', async (status) => {
    const host = await serve((_request, response) => response.writeHead(status).end());
    expect(await failureOf(host.url)).toBe(
      `download file failed: the host answered with status ${status}, it must be 200`,
    );
  });

  test('never answers: given up on when the head is due', async () => {
    const host = await serve(() => {});
    expect(await failureOf(host.url, { patience: { ...PATIENCE, headMs: 50 } })).toBe(
      'download file failed: the host did not answer within 0.05 seconds',
    );
  });

  test('sends a head that never ends: given up on when it is due', async () => {
    const host = await serveRaw('HTTP/1.1 200 OK\r\nx-a: ', false);
    expect(await failureOf(host.url, { patience: { ...PATIENCE, headMs: 50 } })).toBe(
      'download file failed: the host did not answer within 0.05 seconds',
    );
  });

  test('sends a head and then nothing', async () => {
    const host = await serve((_request, response) => response.flushHeaders());
    expect(await failureOf(host.url, { patience: { ...PATIENCE, idleMs: 50 } })).toBe(
      'download file failed: the host sent nothing for 0.05 seconds',
    );
  });

  test('trickles, so that it is never idle', async () => {
    const host = await serve((_request, response) => keepWriting(response, 'x', 20));
    expect(await failureOf(host.url, { patience: { headMs: 10_000, idleMs: 10_000, totalMs: 200 } })).toBe(
      'download file failed: it took longer than 0.2 seconds',
    );
  });

  test('never stops sending', async () => {
    const host = await serve((_request, response) => keepWriting(response, 'x'.repeat(500), 1));
    expect(await failureOf(host.url)).toBe(
      'download file failed: the document is larger than 1000 bytes, the most that is allowed',
    );
  });

  test('announces more than is allowed: nothing of it is waited for', async () => {
    const host = await serveRaw('HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n', false);
    expect(await failureOf(host.url)).toBe(
      'download file failed: the document is larger than 1000 bytes, the most that is allowed',
    );
  });

  test('sends fewer bytes than it announced', async () => {
    const host = await serveRaw('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc');
    expect(await failureOf(host.url)).toBe('download file failed: the host broke the connection off');
  });

  test('breaks off in the middle of its chunks', async () => {
    const host = await serveRaw('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n');
    expect(await failureOf(host.url)).toBe('download file failed: the host broke the connection off');
  });

  test('sends more bytes than it announced: the document ends where it was said to', async () => {
    const host = await serveRaw('HTTP/1.1 200 OK\r\ncontent-length: 3\r\nconnection: close\r\n\r\nabcdef');
    expect(await fetchFile(host.url)).toEqual({ bytes: 3 });
    expect(await readFile(to, 'utf8')).toBe('abc');
  });

  test.each(['gzip', 'br', 'GZIP', 'gzip, identity'])(
    'compresses with %s although asked not to',
    async (encoding) => {
      const host = await serve((_request, response) =>
        response.setHeader('content-encoding', encoding).end(gzipSync('a'.repeat(9999))),
      );
      expect(await failureOf(host.url)).toBe(
        'download file failed: the host compresses what it sends: it must send it as it is',
      );
    },
  );

  test.each([
    [
      'a head that is too large',
      `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`,
      'the head of the host’s answer is too large',
    ],
    ['no HTTP', 'SSH-2.0-OpenSSH_9\r\n', 'the host did not answer with proper HTTP'],
    [
      'a length that is no number',
      'HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n',
      'the host did not answer with proper HTTP',
    ],
    [
      'two lengths',
      'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab',
      'the host did not answer with proper HTTP',
    ],
    ['nothing at all', '', 'the host broke the connection off'],
    [
      'another protocol',
      'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n',
      'the host wants to speak another protocol than HTTP',
    ],
  ])('answers with %s', async (_what, text, words) => {
    const host = await serveRaw(text);
    expect(await failureOf(host.url)).toBe(`download file failed: ${words}`);
  });

  test('is not there', async () => {
    const host = await startHost(() => {});
    await host.stop();
    expect(await failureOf(host.url)).toBe('download file failed: the host refused the connection');
    expect(await failureOf('http://nowhere.example.org/', { lookup: namesAt({}).lookup })).toBe(
      'download file failed: the host name is not known',
    );
  });

  test('has a certificate that nobody vouches for', async () => {
    const { key, cert } = selfSigned();
    const server = createTlsServer({ key, cert }, (_request, response) => response.end('secret'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(await failureOf(`https://127.0.0.1:${port}/`)).toBe(
      'download file failed: the host’s certificate is not valid',
    );
    const plain = await serve(() => {});
    expect(await failureOf(`https://127.0.0.1:${plain.port}/`)).toBe(
      'download file failed: the host does not speak proper TLS',
    );
    server.close();
    await once(server, 'close');
  });
});

describe('a redirect', () => {
  test('is followed five times, also to a relative URL, with nothing taken along', async () => {
    const host = await serve((request, response) => {
      const left = Number(request.url?.slice(1));
      response.setHeader('set-cookie', 'session=1');
      if (left === 0) response.end('there');
      else response.writeHead(302, { location: `${left - 1}` }).end('not this');
    });
    expect(await fetchFile(`${host.url}/5`)).toEqual({ bytes: 5 });
    expect(
      host.requests.headers.map(({ cookie, referer, authorization }) => [cookie, referer, authorization]),
    ).toEqual(Array.from({ length: 6 }, () => [undefined, undefined, undefined]));
    await rm(to);
    expect(await failureOf(`${host.url}/6`)).toBe(
      'download file failed: it was redirected more than 5 times',
    );
  });

  test('in a circle ends', async () => {
    const host = await serve((_request, response) => response.writeHead(301, { location: '/' }).end());
    expect(await failureOf(host.url)).toBe('download file failed: it was redirected more than 5 times');
    expect(host.requests.count).toBe(6);
  });

  test('inward is refused, by address and by name, and nothing is asked there', async () => {
    const inside = await serve((_request, response) => response.end('secret'));
    const { lookup } = namesAt({ 'files.test': ['127.0.0.1'], 'inside.test': ['127.0.0.1'] });
    for (const target of [inside.url, `http://inside.test:${inside.port}/`, `http://[::1]:${inside.port}/`]) {
      const outside = await serve((_request, response) =>
        response.writeHead(302, { location: target }).end(),
      );
      const url = `http://files.test:${outside.port}/`;
      expect(await failureOf(url, { allowHosts: ['files.test'], lookup })).toBe(REFUSED);
    }
    expect(inside.requests.count).toBe(0);
  });

  test('to a name that resolves elsewhere the second time is refused: each stop is checked anew', async () => {
    const { lookup, asked } = namesAt({ 'files.test': ['127.0.0.1'], 'rebind.test': ['169.254.169.254'] });
    const outside = await serve((_request, response) =>
      response.writeHead(307, { location: 'http://rebind.test/latest/meta-data' }).end(),
    );
    const url = `http://files.test:${outside.port}/`;
    expect(await failureOf(url, { allowHosts: ['files.test'], lookup })).toBe(REFUSED);
    expect(asked).toEqual(['files.test', 'rebind.test']);
  });

  test.each([
    ['file:///etc/passwd', 'must be an http or https URL such as https://files.example.org/lesson.pdf'],
    ['gopher://127.0.0.1/', 'must be an http or https URL such as https://files.example.org/lesson.pdf'],
    ['http://', 'must be an http or https URL such as https://files.example.org/lesson.pdf'],
    ['http://me:pw@127.0.0.1/', 'must be a URL without user and password: send a signed URL instead'],
    [`/${'a'.repeat(9000)}`, 'must be a URL of at most 8192 bytes'],
  ])('to %.30s is refused', async (location, rule) => {
    const host = await serve((_request, response) => response.writeHead(302, { location }).end());
    expect(await failureOf(host.url)).toBe(`download file failed: the URL it was redirected to ${rule}`);
    expect(host.requests.count).toBe(1);
  });

  test('that names no place is a status like any other', async () => {
    const host = await serve((_request, response) => response.writeHead(302).end());
    expect(await failureOf(host.url)).toBe(
      'download file failed: the host answered with status 302, it must be 200',
    );
  });
});

describe('what goes wrong tells no more than it must', () => {
  test('whether something listens behind a private address cannot be told', async () => {
    const open = await serve((_request, response) => response.end());
    const closed = await startHost(() => {});
    await closed.stop();
    const { lookup } = namesAt({ 'a.test': ['127.0.0.1'], 'b.test': ['10.255.255.1'] });
    const urls = [
      open.url,
      closed.url,
      `http://a.test:${open.port}`,
      `http://a.test:${closed.port}`,
      'http://b.test',
    ];
    for (const url of urls) expect(await failureOf(url, { allowHosts: [], lookup })).toBe(REFUSED);
    expect(open.requests.count).toBe(0);
  });

  test('no query, no address and no bytes of the answer are in an error, nor in what brought it about', async () => {
    const host = await serveRaw('hunter2 HTTP/1.1');
    const { lookup } = namesAt({ 'inside.test': ['10.1.2.3'] });
    const wanted: [string, Partial<Download>][] = [
      [`${host.url}/a?token=hunter2`, {}],
      ['http://inside.test/a?token=hunter2', { lookup }],
      ['http://me:hunter2@inside.test/', { lookup }],
      ['http://127.0.0.1:1/?token=hunter2', {}],
    ];
    for (const [url, more] of wanted) {
      const error = (await fetchFile(url, more).catch((reason: unknown) => reason)) as Error;
      const { message, cause } = error;
      expect(error).toBeInstanceOf(ConversionFailure);
      const all = JSON.stringify([message, String(cause), Object.entries(cause ?? {})]);
      expect(all).not.toMatch(/hunter2|10\.1\.2\.3|inside\.test|127\.0\.0\.1/);
    }
  });
});

describe('calling a download off', () => {
  test('ends it at once with the reason given, before and amid the answer, and leaves nothing', async () => {
    for (const isBegun of [false, true]) {
      const called = new AbortController();
      const host = await serve((_request, response) => {
        if (isBegun) response.write('some of it', () => called.abort(new Error('called off')));
        else called.abort(new Error('called off'));
      });
      await expect(fetchFile(host.url, { signal: called.signal })).rejects.toThrow(new Error('called off'));
      expect(existsSync(to)).toBe(false);
    }
  });

  test('before it begins asks nobody', async () => {
    const host = await serve((_request, response) => response.end('a'));
    const signal = AbortSignal.abort(new Error('called off'));
    await expect(fetchFile(host.url, { signal })).rejects.toThrow(new Error('called off'));
    expect(host.requests.count).toBe(0);
  });
});

test('a file that this server cannot write is no fault of the host’s', async () => {
  const host = await serve((_request, response) => response.end('a'));
  const failed = fetchFile(host.url, { to: join(folder, 'missing', 'document') });
  await expect(failed).rejects.toMatchObject({
    reason: 'unknown',
    message: 'unknown error: the server cannot write the document to its disk',
  });
});

/** Writes until the client has gone. */
function keepWriting(response: ServerResponse, text: string, everyMs: number): void {
  const timer = setInterval(() => response.write(text), everyMs);
  response.on('close', () => clearInterval(timer));
}

function selfSigned(): { key: string; cert: string } {
  const made = execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      '-',
      '-subj',
      '/CN=127.0.0.1',
      '-addext',
      'subjectAltName=IP:127.0.0.1',
    ],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const at = made.indexOf('-----BEGIN CERTIFICATE');
  return { key: made.slice(0, at), cert: made.slice(at) };
}
