import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { MIN_BYTES_PER_SECOND } from './download.ts';
import { DownloadTest, PATIENCE, REFUSED } from './testing/download-test.ts';
import { namesAt, startHost } from './testing/test-host.ts';

const at = new DownloadTest();
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

/** Not `expect.poll`, which moves a clock of the test’s own on. */
async function untilFileHas(bytes: number): Promise<void> {
  const size = () =>
    stat(at.to).then(
      (file) => file.size,
      () => 0,
    );
  while ((await size()) < bytes) await new Promise(setImmediate);
}

describe('a host that does not play by the rules', () => {
  test.each([404, 403, 500, 503, 204, 206, 304])('status %i is named', async (status) => {
    const host = await at.serve((_request, response) => response.writeHead(status).end());
    expect(await at.failureOf(host.url)).toBe(
      `download file failed: the host responded with status ${status} instead of 200`,
    );
  });

  test('never answers: given up on when the head is due', async () => {
    const host = await at.serve(() => {});
    expect(await at.failureOf(host.url, { patience: { ...PATIENCE, headMs: 50 } })).toBe(
      'download file failed: the host did not respond within 0.05 seconds',
    );
  });

  test('sends a head that never ends: given up on when it is due', async () => {
    const host = await at.serveRaw('HTTP/1.1 200 OK\r\nx-a: ', false);
    expect(await at.failureOf(host.url, { patience: { ...PATIENCE, headMs: 50 } })).toBe(
      'download file failed: the host did not respond within 0.05 seconds',
    );
  });

  test('sends a head and then nothing', async () => {
    const host = await at.serve((_request, response) => response.flushHeaders());
    expect(await at.failureOf(host.url, { patience: { ...PATIENCE, paceMs: 50 } })).toBe(
      'download file failed: the host sent less than 820 bytes in 0.05 seconds',
    );
  });

  test('sends just enough in each stretch of time, and then a byte too little', async () => {
    const least = MIN_BYTES_PER_SECOND;
    const sending = Promise.withResolvers<ServerResponse>();
    const host = await at.serve((_request, response) => sending.resolve(response));
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const patience = { ...PATIENCE, paceMs: 1000 };
      const failed = at.fetchFile(host.url, { maxBytes: 10 * least, patience });
      failed.catch(() => {});
      const response = await sending.promise;
      for (let stretch = 1; stretch <= 3; stretch++) {
        response.write('x'.repeat(least));
        await untilFileHas(stretch * least);
        vi.advanceTimersByTime(1000);
      }
      response.write('x'.repeat(least - 1));
      await untilFileHas(4 * least - 1);
      vi.advanceTimersByTime(1000);
      await expect(failed).rejects.toThrow('the host sent less than 16384 bytes in 1 seconds');
    } finally {
      vi.useRealTimers();
    }
  });

  test('trickles, so that it is never idle', async () => {
    const host = await at.serve((_request, response) => keepWriting(response, 'x', 20));
    expect(await at.failureOf(host.url, { patience: { ...PATIENCE, totalMs: 200 } })).toBe(
      'download file failed: it took longer than 0.2 seconds',
    );
  });

  test('never stops sending', async () => {
    const host = await at.serve((_request, response) => keepWriting(response, 'x'.repeat(500), 1));
    expect(await at.failureOf(host.url)).toBe(
      'download file failed: the document is larger than the 1000 bytes allowed',
    );
  });

  test('announces more than is allowed: nothing of it is waited for, and its connection is closed', async () => {
    let isClosed = false;
    const host = await at.serve((_request, response) => {
      response.on('close', () => {
        isClosed = true;
      });
      response.writeHead(200, { 'content-length': 1001 }).write('x');
    });
    expect(await at.failureOf(host.url)).toBe(
      'download file failed: the document is larger than the 1000 bytes allowed',
    );
    await expect.poll(() => isClosed).toBe(true);
  });

  test('sends fewer bytes than it announced', async () => {
    const host = await at.serveRaw('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc');
    expect(await at.failureOf(host.url)).toBe('download file failed: the host closed the connection early');
  });

  test('breaks off in the middle of its chunks', async () => {
    const host = await at.serveRaw('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n');
    expect(await at.failureOf(host.url)).toBe('download file failed: the host closed the connection early');
  });

  test('sends more bytes than it announced: the document ends where it was said to', async () => {
    const host = await at.serveRaw('HTTP/1.1 200 OK\r\ncontent-length: 3\r\nconnection: close\r\n\r\nabcdef');
    expect(await at.fetchFile(host.url)).toEqual({ bytes: 3 });
    expect(await readFile(at.to, 'utf8')).toBe('abc');
  });

  test.each(['gzip', 'br', 'GZIP', 'gzip, identity'])(
    'compresses with %s although asked not to',
    async (encoding) => {
      const host = await at.serve((_request, response) =>
        response.setHeader('content-encoding', encoding).end(gzipSync('a'.repeat(9999))),
      );
      expect(await at.failureOf(host.url)).toBe(
        'download file failed: the host compressed the response: it must send the file uncompressed',
      );
    },
  );

  test.each([
    [
      'a head that is too large',
      `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`,
      'the headers of the response are too large',
    ],
    ['no HTTP', 'SSH-2.0-OpenSSH_9\r\n', 'the host did not respond with valid HTTP'],
    [
      'a length that is no number',
      'HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n',
      'the host did not respond with valid HTTP',
    ],
    [
      'two lengths',
      'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab',
      'the host did not respond with valid HTTP',
    ],
    [
      'a length and chunks, of which others may believe one each',
      'HTTP/1.1 200 OK\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n',
      'the host did not respond with valid HTTP',
    ],
    [
      'a chunk whose length is no number',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n-3\r\nabc\r\n0\r\n\r\n',
      'the host closed the connection early',
    ],
    [
      'a chunk longer than any number',
      `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${'f'.repeat(17)}\r\nabc`,
      'the host closed the connection early',
    ],
    [
      'words beside its chunks that never end',
      `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3;${'x'.repeat(40_000)}\r\nabc\r\n0\r\n\r\n`,
      'the host closed the connection early',
    ],
    [
      'words behind its chunks that never end',
      `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n${`x: ${'y'.repeat(999)}\r\n`.repeat(40)}\r\n`,
      'the host closed the connection early',
    ],
    ['nothing at all', '', 'the host closed the connection early'],
    [
      'another protocol',
      'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n',
      'the host switched to a protocol other than HTTP',
    ],
  ])('answers with %s', async (_what, text, words) => {
    const host = await at.serveRaw(text);
    expect(await at.failureOf(host.url)).toBe(`download file failed: ${words}`);
  });

  test('says again and again that it is about to answer: given up on when the head is due', async () => {
    const host = await at.serveRaw('HTTP/1.1 102 Processing\r\n\r\n'.repeat(10_000), false);
    expect(await at.failureOf(host.url, { patience: { ...PATIENCE, headMs: 300 } })).toBe(
      'download file failed: the host did not respond within 0.3 seconds',
    );
  });

  test('names the encoding of plain bytes: that is none', async () => {
    const host = await at.serve((_request, response) =>
      response.writeHead(200, { 'content-encoding': ' Identity ' }).end('a document'),
    );
    expect(await at.fetchFile(host.url)).toEqual({ bytes: 10 });
  });

  test('packs its chunks, and does not call that an encoding: they are kept as they are, within the limit', async () => {
    const packed = gzipSync('a'.repeat(1_000_000), { level: 9 }).subarray(0, 900);
    const host = await at.serve((_request, response) => {
      response.setHeader('content-type', 'application/gzip').end(packed);
    });
    expect(await at.fetchFile(host.url)).toEqual({ bytes: packed.length });
    expect(await readFile(at.to)).toEqual(packed);
  });

  test('is not there', async () => {
    const host = await startHost(() => {});
    await host.stop();
    expect(await at.failureOf(host.url)).toBe('download file failed: the host refused the connection');
    // The same as of a name in a private network: nobody learns which names there are.
    const names = namesAt({ 'inside.example.org': ['10.0.0.1'] });
    for (const name of ['nowhere.example.org', 'inside.example.org']) {
      expect(await at.failureOf(`http://${name}/`, { lookup: names.lookup })).toBe(REFUSED);
    }
  });

  test.runIf(hasOpenssl)(
    'has a certificate that nobody vouches for (not tried without openssl)',
    async () => {
      const { key, cert } = selfSigned();
      const server = createTlsServer({ key, cert }, (_request, response) => response.end('secret'));
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      expect(await at.failureOf(`https://127.0.0.1:${port}/`)).toBe(
        'download file failed: the host’s certificate is not valid',
      );
      const plain = await at.serve(() => {});
      expect(await at.failureOf(`https://127.0.0.1:${plain.port}/`)).toBe(
        'download file failed: the TLS handshake with the host failed',
      );
      server.close();
      await once(server, 'close');
    },
  );
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
