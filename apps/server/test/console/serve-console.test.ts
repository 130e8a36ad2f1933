import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../../src/app/app.ts';
import type { Config } from '../../src/config/config.ts';
import { DATABASES } from '../support/databases.ts';
import { TestServer } from '../support/test-server.ts';

const INDEX = '<!doctype html><title>the page</title>';
const SCRIPT = 'console.log("the page");'.repeat(100);
const SECRET = 'not for anybody';
const NOT_FOUND = { message: 'no such route or method: see /docs for those there are' };

/** A page as the build leaves it, beside a file that is nobody's business. */
function writePage(folder: string): void {
  mkdirSync(join(folder, 'dist/assets'), { recursive: true });
  mkdirSync(join(folder, 'dist/.vite'));
  writeFileSync(join(folder, 'secret.txt'), SECRET);
  writeFileSync(join(folder, 'dist/.vite/manifest.json'), SECRET);
  writeFileSync(join(folder, 'dist/assets/.hidden.js'), SECRET);
  writeFileSync(join(folder, 'dist/index.html'), INDEX);
  writeFileSync(join(folder, 'dist/assets/index-Bf1.js'), SCRIPT);
  writeFileSync(join(folder, 'dist/assets/index-Bf1.js.br'), brotliCompressSync(SCRIPT));
  writeFileSync(join(folder, 'dist/assets/index-Bf1.js.gz'), gzipSync(SCRIPT));
  writeFileSync(join(folder, 'dist/assets/icon-C2.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
}

describe('the console’s page', () => {
  let folder: string;
  let server: TestServer;
  let app: FastifyInstance;
  const build = (settings: Partial<Config> = {}, consoleFiles = join(folder, 'dist')) =>
    buildApp({ config: { ...server.config, ...settings }, ...server.store, consoleFiles });
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'boardgate-page-'));
    writePage(folder);
    server = await TestServer.start(DATABASES[0].create);
    app = await build();
  });
  afterAll(async () => {
    await app.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('is at /console and at every path below, which it finds its own way by; it is asked for anew each time', async () => {
    for (const url of ['/console', '/console/', '/console/rooms', '/console/projects/x/y?z=1']) {
      const answer = await app.inject(url);
      expect([url, answer.statusCode, answer.body]).toEqual([url, 200, INDEX]);
      expect(answer.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
        etag: expect.any(String),
      });
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
    for (const url of ['/consoles', '/Console', '/console.html']) {
      expect([url, (await app.inject(url)).statusCode]).toEqual([url, 404]);
    }
    expect((await app.inject({ method: 'POST', url: '/console' })).statusCode).toBe(404);
  });

  test('runs its own scripts alone, asks this server alone, and is in nobody’s frame', async () => {
    for (const url of [
      '/console',
      '/console/rooms',
      '/console/assets/index-Bf1.js',
      '/console/assets/none.js',
    ]) {
      const { headers } = await app.inject(url);
      expect(headers).toMatchObject({
        'content-security-policy':
          "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob: http://127.0.0.1:8080; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
    }
  });

  test('shows converted pages from where their links lead', async () => {
    for (const [settings, origin] of [
      [{ publicUrl: 'https://boards.example.org/base' }, 'https://boards.example.org'],
      [
        {
          s3Endpoint: 'https://s3.example.org/bucket',
          s3AccessKeyId: 'id',
          s3SecretAccessKey: 'secret',
          s3PublicUrl: 'https://cdn.example.org/pages',
        },
        'https://cdn.example.org',
      ],
    ] as const) {
      const other = await build(settings);
      const policy = (await other.inject('/console')).headers['content-security-policy'];
      expect(policy).toContain(`img-src 'self' data: blob: ${origin};`);
      await other.close();
    }
  });

  test('its files are cached for good, and compressed for clients that accept it', async () => {
    const url = '/console/assets/index-Bf1.js';
    for (const [accepted, encoding, body] of [
      [undefined, undefined, Buffer.from(SCRIPT)],
      ['br, gzip', 'br', brotliCompressSync(SCRIPT)],
      ['gzip', 'gzip', gzipSync(SCRIPT)],
    ] as const) {
      const answer = await app.inject({ url, headers: accepted ? { 'accept-encoding': accepted } : {} });
      expect([answer.statusCode, answer.headers['content-encoding']]).toEqual([200, encoding]);
      expect(answer.rawPayload.equals(body)).toBe(true);
      expect(answer.headers).toMatchObject({
        'content-type': 'application/javascript; charset=utf-8',
        'cache-control': 'public, max-age=31536000, immutable',
      });
    }
    const icon = await app.inject({
      url: '/console/assets/icon-C2.svg',
      headers: { 'accept-encoding': 'br' },
    });
    expect([icon.statusCode, icon.headers['content-encoding'], icon.headers['content-type']]).toEqual([
      200,
      undefined,
      'image/svg+xml',
    ]);
  });

  test('HEAD tells the same without the body', async () => {
    for (const url of ['/console', '/console/rooms', '/console/assets/index-Bf1.js']) {
      const [head, get] = [await app.inject({ method: 'HEAD', url }), await app.inject(url)];
      expect([head.statusCode, head.body]).toEqual([200, '']);
      const { date: _headDate, 'x-request-id': _headId, ...said } = head.headers;
      const { date: _getDate, 'x-request-id': _getId, ...meant } = get.headers;
      expect(said).toEqual(meant);
    }
    expect((await app.inject({ method: 'HEAD', url: '/console/assets/none.js' })).statusCode).toBe(404);
  });

  test('a part that is not there is a refusal that nobody keeps, not the page', async () => {
    for (const name of ['none.js', 'x/y.js', '.hidden.js', '%00', 'x%0a.js']) {
      const answer = await app.inject(`/console/assets/${name}`);
      expect([name, answer.statusCode]).toEqual([name, 404]);
      expect(answer.json()).toEqual(NOT_FOUND);
      expect(answer.headers['cache-control']).toBeUndefined();
    }
  });

  test('no path leads to any other file', async () => {
    const origin = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
    // As it stands: what clients usually send has its dots resolved already.
    const raw = (path: string) =>
      new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
        request({ host: origin.hostname, port: origin.port, path }, (answer) => {
          let body = '';
          answer.on('data', (chunk) => {
            body += chunk;
          });
          answer.on('end', () => resolve({ status: answer.statusCode, body }));
        })
          .on('error', reject)
          .end();
      });
    for (const path of [
      '/console/../secret.txt',
      '/console/../../secret.txt',
      '/console/%2e%2e/secret.txt',
      '/console/..%2fsecret.txt',
      '/console/..%5csecret.txt',
      '/console//secret.txt',
      '/console/.vite/manifest.json',
      '/console/assets/../../secret.txt',
      '/console/assets/../.vite/manifest.json',
      '/console/assets/..%2f..%2fsecret.txt',
      '/console/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
      '/console/assets/..%5c..%5csecret.txt',
      '/console/assets/%252e%252e%252f%252e%252e%252fsecret.txt',
      '/console/assets//etc/passwd',
      '/console/assets/%2fetc%2fpasswd',
      `/console/assets/${encodeURIComponent(join(folder, 'secret.txt'))}`,
    ]) {
      const { status, body } = await raw(path);
      expect([path, [200, 404].includes(status ?? 0)]).toEqual([path, true]);
      expect([path, body === INDEX || body === JSON.stringify(NOT_FOUND)]).toEqual([path, true]);
    }
  });

  test('where it is not built, a page says how to build it; once it is built, it is there without a restart', async () => {
    const later = join(folder, 'later');
    const other = await build({}, join(later, 'dist'));
    for (const url of ['/console', '/console/rooms']) {
      const answer = await other.inject(url);
      expect([answer.statusCode, answer.headers['content-type'], answer.headers['cache-control']]).toEqual([
        503,
        'text/html; charset=utf-8',
        'no-store',
      ]);
      expect(answer.body).toContain('npm run build --workspace @boardgate/console');
      expect(answer.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; /);
    }
    expect((await other.inject('/console/assets/index-Bf1.js')).statusCode).toBe(404);
    writePage(later);
    expect((await other.inject('/console')).body).toBe(INDEX);
    expect((await other.inject('/console/assets/index-Bf1.js')).body).toBe(SCRIPT);
    await other.close();
  });
});
