import { once } from 'node:events';
import { link, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registerAccess } from '../access/access.ts';
import { createAnswerError, registerErrorHandler } from '../http/error-handler.ts';
import { serveFolder } from './serve-folder.ts';

const SECRET = 'abcdefghijklmnopqrstuvwxyz_-0123';
const PREFIX = `/files/staticConvert/${SECRET}/0123456789abcdef0123456789abcdef`;
const DYNAMIC = `/files/dynamicConvert/${SECRET}/0123456789abcdef0123456789abcdef`;
const MASTER_KEY = 'the master key';
const NOT_FOUND = { message: 'no such route or method: see /docs for those there are' };

let dataDir: string;
let app: FastifyInstance;
let port: number;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'boardgate-test-'));
  await write('/files/../master.key', MASTER_KEY);
  for (const name of ['1.png', '2.jpg', '3.jpeg', '4.webp', 'preview/1.png'])
    await write(`${PREFIX}/${name}`, name);
  for (const name of ['index.html', 'notes.json', 'slides.zip']) await write(`${DYNAMIC}/${name}`, name);
  await write(`${PREFIX}/.hidden.png`, 'hidden');
  await write(`${PREFIX}/1.png.0.tmp`, 'half');
  await mkdir(join(dataDir, PREFIX, '9.png'));
  await symlink(join(dataDir, 'master.key'), join(dataDir, PREFIX, '5.png'));
  await symlink(dataDir, join(dataDir, '/files/staticConvert', 'z'.repeat(32)));
  await mkdir(join(dataDir, 'f'.repeat(32)));
  await link(join(dataDir, PREFIX, '1.png'), join(dataDir, 'f'.repeat(32), '1.png'));

  const answerError = createAnswerError({ onRefusal: () => {}, describeCaller: () => undefined });
  app = fastify({
    exposeHeadRoutes: true,
    frameworkErrors: answerError,
    routerOptions: { ignoreTrailingSlash: true },
  });
  registerErrorHandler(app, answerError);
  const nobodyAsks = () => {
    throw new Error('nobody asks');
  };
  registerAccess(app, {
    authenticate: nobodyAsks,
    checkAdmin: nobodyAsks,
    checkRoomOpen: nobodyAsks,
    checkProjects: nobodyAsks,
  });
  await serveFolder(app, join(dataDir, 'files'));
  await app.listen({ port: 0, host: '127.0.0.1' });
  port = (app.server.address() as AddressInfo).port;
});
afterAll(async () => {
  await app.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(join(dataDir, path)), { recursive: true });
  await writeFile(join(dataDir, path), content);
}

function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}${path}`, { headers, method });
}

/** Sends a path as it stands: `fetch` would tidy it up first. */
async function sendRaw(path: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.end(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`, 'latin1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(socket, 'close');
  return Buffer.concat(chunks).toString('latin1');
}

describe('a stored file is served', () => {
  test.each([
    [`${PREFIX}/1.png`, 'image/png'],
    [`${PREFIX}/2.jpg`, 'image/jpeg'],
    [`${PREFIX}/3.jpeg`, 'image/jpeg'],
    [`${PREFIX}/4.webp`, 'image/webp'],
    [`${PREFIX}/preview/1.png`, 'image/png'],
    [`${DYNAMIC}/notes.json`, 'application/json; charset=utf-8'],
    [`${DYNAMIC}/slides.zip`, 'application/zip'],
  ])('%s as %s, to any web page, for a week, and runs nothing', async (path, type) => {
    const { status, headers } = await get(path);
    expect(status).toBe(200);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': type,
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, max-age=604800, immutable',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'referrer-policy': 'no-referrer',
      'content-security-policy': "default-src 'none'; sandbox",
      'accept-ranges': 'bytes',
    });
    expect(headers.has('set-cookie')).toBe(false);
  });

  test('a web page may run its own scripts in an origin of its own, and ask for nothing', async () => {
    const answer = await get(`${DYNAMIC}/index.html`);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toBe(
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; script-src 'unsafe-inline' 'unsafe-eval'; sandbox allow-scripts",
    );
  });

  test('its head alone, with the length of the file', async () => {
    const answer = await get(`${PREFIX}/1.png`, {}, 'HEAD');
    expect([answer.status, await answer.text(), answer.headers.get('content-length')]).toEqual([
      200,
      '',
      '5',
    ]);
    expect((await get(`${PREFIX}/7.png`, {}, 'HEAD')).status).toBe(404);
  });

  test('not again to a client that has it: by its tag, by its date', async () => {
    // Not by `fetch`, which adds that no cache is wanted.
    const url = `${PREFIX}/1.png`;
    const { headers } = await app.inject(url);
    for (const condition of [
      { 'if-none-match': String(headers.etag) },
      { 'if-modified-since': String(headers['last-modified']) },
    ]) {
      const answer = await app.inject({ url, headers: condition });
      expect([answer.statusCode, answer.body]).toEqual([304, '']);
      expect(answer.headers['cache-control']).toBe('public, max-age=604800, immutable');
    }
    expect((await app.inject({ url, headers: { 'if-none-match': '"other"' } })).statusCode).toBe(200);
  });

  test('in parts, where a part is asked for', async () => {
    const answer = await get(`${PREFIX}/1.png`, { range: 'bytes=2-' });
    expect([answer.status, answer.headers.get('content-range'), await answer.text()]).toEqual([
      206,
      'bytes 2-4/5',
      'png',
    ]);
    const beyond = await get(`${PREFIX}/1.png`, { range: 'bytes=99-' });
    expect(beyond.status).toBeGreaterThanOrEqual(400);
    expect(beyond.headers.get('cache-control')).toBe(null);
  });
});

describe('nothing else is served', () => {
  test.each([
    ['a file that is not there', `${PREFIX}/7.png`],
    ['a folder', PREFIX],
    ['a folder, with a slash', `${PREFIX}/`],
    ['all of them', '/files/'],
    ['all of them, without a slash', '/files'],
    ['a folder that is named like a file', `${PREFIX}/9.png`],
    ['a dotfile', `${PREFIX}/.hidden.png`],
    ['half a file', `${PREFIX}/1.png.0.tmp`],
    ['a link out of the folder', `${PREFIX}/5.png`],
    ['a file behind a linked folder', `/files/staticConvert/${'z'.repeat(32)}/${'f'.repeat(32)}/1.png`],
    ['a name that is too long', `${PREFIX}/${'1'.repeat(3000)}.png`],
    ['a secret that is too long', `/files/staticConvert/${'a'.repeat(3000)}/b/1.png`],
    ['a secret in other letters', `${PREFIX.replace('abc', 'ABC')}/1.png`],
    ['a name in other letters', `${PREFIX}/1.PNG`],
  ])('not %s: 404 in the server’s own words, which no cache may keep', async (_what, path) => {
    const answer = await get(path);
    expect([answer.status, await answer.json()]).toEqual([404, NOT_FOUND]);
    expect(answer.headers.get('cache-control')).toBe(null);
  });

  test.each([
    '/files/../master.key',
    '/files/..%2fmaster.key',
    '/files/%2e%2e/master.key',
    '/files/%2e%2e%2fmaster.key',
    '/files/%252e%252e%252fmaster.key',
    '/files/..\\master.key',
    '/files/..%5cmaster.key',
    '/files//etc/passwd',
    '/files/%2fetc%2fpasswd',
    '//files/master.key',
    '/files/./../master.key',
    `${PREFIX}/../../../../master.key`,
    `${PREFIX}/%2e%2e/%2e%2e/%2e%2e/%2e%2e/master.key`,
    `${PREFIX}/..\\..\\..\\..\\master.key`,
    `${PREFIX}/../../../../master.key%00.png`,
    `${PREFIX}/1.png%00`,
    `${PREFIX}/%00/1.png`,
    `${PREFIX}/preview/../1.png`,
    `${PREFIX}//1.png`,
    `${PREFIX}/1.png%0a`,
    `${PREFIX}/1.png/..`,
    `${PREFIX}/%c0%ae%c0%ae/1.png`,
    `${PREFIX}/%zz`,
    `${PREFIX}/.`,
    `http://other${'/files/..'}/master.key`,
  ])('not by the path %s', async (path) => {
    const answer = await sendRaw(path);
    expect(answer).toMatch(/^HTTP\/1\.1 40[04] /);
    expect(answer).toMatch(/\{"message":"[^"]+"\}$/);
    expect(answer).not.toContain(MASTER_KEY);
    expect(answer).not.toContain(dataDir);
  });

  test('not by another method', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      expect((await get(`${PREFIX}/1.png`, {}, method)).status).toBe(404);
    }
  });
});

test('the folder need not be there yet when the server starts', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'boardgate-test-'));
  const fresh = fastify();
  await serveFolder(fresh, join(empty, 'files'));
  expect((await fresh.inject(`${PREFIX}/1.png`)).statusCode).toBe(404);
  await mkdir(join(empty, PREFIX), { recursive: true });
  await writeFile(join(empty, PREFIX, '1.png'), 'page');
  expect((await fresh.inject(`${PREFIX}/1.png`)).body).toBe('page');
  await fresh.close();
  await rm(empty, { recursive: true, force: true });
});
