import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ConversionFailure } from '@boardgate/renderer';
import { describe, expect, test } from 'vitest';
import type { Download } from './download.ts';
import { DownloadTest, REFUSED } from './testing/download-test.ts';
import { namesAt, startHost } from './testing/test-host.ts';

const at = new DownloadTest();

describe('what is downloaded', () => {
  test('is the file to the byte, asked for plainly: no cookie, no referer, no compression', async () => {
    const host = await at.serve((_request, response) => response.end('a document'));
    expect(await at.fetchFile(`${host.url}/a.pdf?signature=1`)).toEqual({ bytes: 10 });
    expect(await readFile(at.to, 'utf8')).toBe('a document');
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
    const host = await at.serve((request, response) => {
      const body = 'x'.repeat(Number(request.url?.slice(2)));
      if (request.url?.startsWith('/a')) response.setHeader('content-length', body.length);
      response.write(body);
      response.end();
    });
    for (const kind of ['a', 'b']) {
      expect(await at.fetchFile(`${host.url}/${kind}1000`)).toEqual({ bytes: 1000 });
      await rm(at.to);
      expect(await at.failureOf(`${host.url}/${kind}1001`)).toBe(
        'download file failed: the document is larger than the 1000 bytes allowed',
      );
    }
  });

  test('may be HTML: its kind is told by its bytes, later', async () => {
    const host = await at.serve((_request, response) =>
      response.setHeader('content-type', 'text/html').end('<p>'),
    );
    expect(await at.fetchFile(host.url)).toEqual({ bytes: 3 });
  });

  test('may have a URL of 1,000 characters of any script', async () => {
    const host = await at.serve((_request, response) => response.end('a'));
    const url = new URL(`${host.url}/${'语'.repeat(1000)}.pdf`).href;
    expect(await at.fetchFile(url)).toEqual({ bytes: 1 });
  });

  test('is a failure of its own where it is empty', async () => {
    const host = await at.serve((_request, response) => response.end());
    expect(await at.failureOf(host.url)).toBe('file is empty: the host sent no bytes');
  });
});

describe('what goes wrong tells no more than it must', () => {
  test('whether something listens behind a private address cannot be told', async () => {
    const open = await at.serve((_request, response) => response.end());
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
    for (const url of urls) expect(await at.failureOf(url, { allowHosts: [], lookup })).toBe(REFUSED);
    expect(open.requests.count).toBe(0);
  });

  test('no query, no address and no bytes of the answer are in an error, nor in what brought it about', async () => {
    const host = await at.serveRaw('hunter2 HTTP/1.1');
    const { lookup } = namesAt({ 'inside.test': ['10.1.2.3'] });
    const wanted: [string, Partial<Download>][] = [
      [`${host.url}/a?token=hunter2`, {}],
      ['http://inside.test/a?token=hunter2', { lookup }],
      ['http://me:hunter2@inside.test/', { lookup }],
      ['http://127.0.0.1:1/?token=hunter2', {}],
    ];
    for (const [url, more] of wanted) {
      const error = (await at.fetchFile(url, more).catch((reason: unknown) => reason)) as Error;
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
      const host = await at.serve((_request, response) => {
        if (isBegun) response.write('some of it', () => called.abort(new Error('called off')));
        else called.abort(new Error('called off'));
      });
      await expect(at.fetchFile(host.url, { signal: called.signal })).rejects.toThrow(
        new Error('called off'),
      );
      expect(existsSync(at.to)).toBe(false);
    }
  });

  test('before it begins asks nobody', async () => {
    const host = await at.serve((_request, response) => response.end('a'));
    const signal = AbortSignal.abort(new Error('called off'));
    await expect(at.fetchFile(host.url, { signal })).rejects.toThrow(new Error('called off'));
    expect(host.requests.count).toBe(0);
  });
});

test('a file that this server cannot write is no fault of the host’s', async () => {
  const host = await at.serve((_request, response) => response.end('a'));
  const failed = at.fetchFile(host.url, { to: join(at.folder, 'missing', 'document') });
  await expect(failed).rejects.toMatchObject({
    reason: 'unknown',
    message: 'unknown error: the server cannot write the document to its disk',
  });
});
