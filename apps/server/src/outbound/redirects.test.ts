import { rm } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { DownloadTest, REFUSED } from './testing/download-test.ts';
import { namesAt } from './testing/test-host.ts';

const at = new DownloadTest();

describe('a redirect', () => {
  test('is followed five times, also to a relative URL, with nothing taken along', async () => {
    const host = await at.serve((request, response) => {
      const left = Number(request.url?.slice(1));
      response.setHeader('set-cookie', 'session=1');
      if (left === 0) response.end('there');
      else response.writeHead(302, { location: `${left - 1}` }).end('not this');
    });
    expect(await at.fetchFile(`${host.url}/5`)).toEqual({ bytes: 5 });
    expect(
      host.requests.headers.map(({ cookie, referer, authorization }) => [cookie, referer, authorization]),
    ).toEqual(Array.from({ length: 6 }, () => [undefined, undefined, undefined]));
    await rm(at.to);
    expect(await at.failureOf(`${host.url}/6`)).toBe(
      'download file failed: the host redirected more than 5 times',
    );
  });

  test('is left at once, whatever else it sends', async () => {
    let isClosed = false;
    const host = await at.serve((request, response) => {
      if (request.url === '/there') return response.end('there');
      response.on('close', () => {
        isClosed = true;
      });
      return response.writeHead(302, { location: '/there' }).write('not this, and more to come');
    });
    expect(await at.fetchFile(host.url)).toEqual({ bytes: 5 });
    await expect.poll(() => isClosed).toBe(true);
  });

  test('in a circle ends', async () => {
    const host = await at.serve((_request, response) => response.writeHead(301, { location: '/' }).end());
    expect(await at.failureOf(host.url)).toBe('download file failed: the host redirected more than 5 times');
    expect(host.requests.count).toBe(6);
  });

  test('inward is refused, by address and by name, and nothing is asked there', async () => {
    const inside = await at.serve((_request, response) => response.end('secret'));
    const { lookup } = namesAt({ 'files.test': ['127.0.0.1'], 'inside.test': ['127.0.0.1'] });
    for (const target of [inside.url, `http://inside.test:${inside.port}/`, `http://[::1]:${inside.port}/`]) {
      const outside = await at.serve((_request, response) =>
        response.writeHead(302, { location: target }).end(),
      );
      const url = `http://files.test:${outside.port}/`;
      expect(await at.failureOf(url, { allowHosts: ['files.test'], lookup })).toBe(REFUSED);
    }
    expect(inside.requests.count).toBe(0);
  });

  test('to a name that resolves elsewhere the second time is refused: each stop is checked anew', async () => {
    const { lookup, asked } = namesAt({ 'files.test': ['127.0.0.1'], 'rebind.test': ['169.254.169.254'] });
    const outside = await at.serve((_request, response) =>
      response.writeHead(307, { location: 'http://rebind.test/latest/meta-data' }).end(),
    );
    const url = `http://files.test:${outside.port}/`;
    expect(await at.failureOf(url, { allowHosts: ['files.test'], lookup })).toBe(REFUSED);
    expect(asked).toEqual(['files.test', 'rebind.test']);
  });

  test.each([
    ['file:///etc/passwd', 'must be an http or https URL such as https://files.example.org/lesson.pdf'],
    [
      'ftp://files.example.org/a.pdf',
      'must be an http or https URL such as https://files.example.org/lesson.pdf',
    ],
    ['data:application/pdf,x', 'must be an http or https URL such as https://files.example.org/lesson.pdf'],
    ['gopher://127.0.0.1/', 'must be an http or https URL such as https://files.example.org/lesson.pdf'],
    ['http://', 'must be an http or https URL such as https://files.example.org/lesson.pdf'],
    ['http://me:pw@127.0.0.1/', 'must be a URL without user and password: send a signed URL instead'],
    [`/${'a'.repeat(9000)}`, 'must be a URL of at most 8192 bytes'],
  ])('to %.30s is refused', async (location, rule) => {
    const host = await at.serve((_request, response) => response.writeHead(302, { location }).end());
    expect(await at.failureOf(host.url)).toBe(`download file failed: the redirect target ${rule}`);
    expect(host.requests.count).toBe(1);
  });

  test('that names no place is a status like any other', async () => {
    const host = await at.serve((_request, response) => response.writeHead(302).end());
    expect(await at.failureOf(host.url)).toBe(
      'download file failed: the host responded with status 302 instead of 200',
    );
  });
});
