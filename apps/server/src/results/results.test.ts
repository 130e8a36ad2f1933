import { randomBytes } from 'node:crypto';
import { link, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConversionFailure } from '@boardgate/renderer';
import fastify from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadConfig } from '../config/config.ts';
import { DirectoryResults } from './directory-results.ts';
import { openResults } from './open-results.ts';
import type { ResultStorage } from './result-storage.ts';
import { S3Results } from './s3-results.ts';
import { CREDENTIALS, type S3Server, startS3Server } from './testing/s3-server.ts';

const SECRET = 'abcdefghijklmnopqrstuvwxyz_-0123';
const UUID = '0123456789abcdef0123456789abcdef';
const PREFIX = `staticConvert/${SECRET}/${UUID}/`;

let folder: string;
let dataDir: string;
let s3: S3Server;

beforeAll(async () => {
  s3 = await startS3Server();
});
afterAll(() => s3.stop());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'boardgate-test-'));
  dataDir = join(folder, 'data');
  await mkdir(dataDir);
});
afterEach(async () => {
  s3.intercept = () => false;
  s3.requests.length = 0;
  await rm(folder, { recursive: true, force: true });
});

async function fileOf(content: string | Buffer): Promise<string> {
  const path = join(folder, randomBytes(8).toString('hex'));
  await writeFile(path, content);
  return path;
}

function openS3(more: object = {}): S3Results {
  return new S3Results({ endpoint: s3.endpoint, ...CREDENTIALS, publicUrl: undefined, ...more }, 1);
}

interface Opened {
  readonly results: ResultStorage;
  close(): Promise<void>;
}

const STORAGES: { name: string; open: () => Promise<Opened> }[] = [
  {
    name: 'a folder',
    open: async () => {
      const app = fastify();
      const publicUrl = () => `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
      const results = new DirectoryResults(dataDir, publicUrl);
      await results.serve(app);
      await app.listen({ port: 0, host: '127.0.0.1' });
      return { results, close: () => app.close() };
    },
  },
  { name: 'a bucket', open: async () => ({ results: openS3(), close: async () => {} }) },
];

describe.each(STORAGES)('results in $name', ({ open }) => {
  let results: ResultStorage;
  let close: () => Promise<void>;
  beforeEach(async () => {
    ({ results, close } = await open());
  });
  afterEach(async () => {
    await results.deleteAll(PREFIX);
    await close();
  });

  async function read(key: string): Promise<[number, string | null, string]> {
    const answer = await fetch(results.urlOf(key));
    const text = await answer.text();
    return [answer.status, answer.headers.get('content-type'), answer.ok ? text : ''];
  }

  test('are at their links once stored, with their type and a cache’s week', async () => {
    const types = {
      '1.png': 'image/png',
      '12.jpg': 'image/jpeg',
      '3.jpeg': 'image/jpeg',
      '4.webp': 'image/webp',
      'preview/1.png': 'image/png',
      'index.html': 'text/html; charset=utf-8',
      'slides.zip': 'application/zip',
      'notes.json': 'application/json; charset=utf-8',
    };
    for (const [name, type] of Object.entries(types)) {
      await results.put(`${PREFIX}${name}`, await fileOf(`content of ${name}`));
      expect(await read(`${PREFIX}${name}`)).toEqual([200, type, `content of ${name}`]);
      const { headers } = await fetch(results.urlOf(`${PREFIX}${name}`));
      expect(headers.get('cache-control')).toBe('public, max-age=604800, immutable');
    }
  });

  test('an uploaded document is copied back to the byte, and goes with its prefix', async () => {
    const prefix = `uploads/${SECRET}/${UUID}/`;
    const bytes = randomBytes(300_000);
    await results.put(`${prefix}document`, await fileOf(bytes));
    await results.get(`${prefix}document`, join(folder, 'copy'));
    expect((await readFile(join(folder, 'copy'))).equals(bytes)).toBe(true);
    await results.deleteAll(prefix);
    await expect(results.get(`${prefix}document`, join(folder, 'again'))).rejects.toThrow(
      'the server cannot read a stored file',
    );
  });

  test('replace what was there, and may be empty or of many megabytes', async () => {
    const key = `${PREFIX}slides.zip`;
    await results.put(key, await fileOf(''));
    expect((await read(key))[2]).toBe('');
    const large = randomBytes(20 * 1024 * 1024);
    await results.put(key, await fileOf(large));
    const stored = Buffer.from(await (await fetch(results.urlOf(key))).arrayBuffer());
    expect(stored.equals(large)).toBe(true);
    await results.put(key, await fileOf('smaller'));
    expect((await read(key))[2]).toBe('smaller');
  });

  test('are gone with the prefix, and only those; nothing there is no fault', async () => {
    const others = [
      `dynamicConvert/${SECRET}/${UUID}/1.png`,
      `staticConvert/${SECRET}/${'f'.repeat(32)}/1.png`,
      `staticConvert/${'z'.repeat(32)}/${UUID}/1.png`,
    ];
    const keys = [`${PREFIX}1.png`, `${PREFIX}2.png`, `${PREFIX}preview/1.png`];
    for (const key of [...keys, ...others]) await results.put(key, await fileOf('a'));
    await results.deleteAll(PREFIX);
    await results.deleteAll(PREFIX);
    for (const key of keys) expect((await fetch(results.urlOf(key))).status).toBe(404);
    for (const key of others) {
      expect((await read(key))[0]).toBe(200);
      await results.deleteAll(key.slice(0, key.lastIndexOf('/') + 1));
    }
  });

  test('are stored under keys of one shape alone', async () => {
    const path = await fileOf('a');
    const wrong = [
      '',
      '1.png',
      `${PREFIX}`,
      `${PREFIX}../../../../master.key`,
      `${PREFIX}..png`,
      `${PREFIX}.png`,
      `${PREFIX}1.svg`,
      `${PREFIX}1.png\n`,
      `${PREFIX}1.png\0`,
      `${PREFIX}a/1.png`,
      `${PREFIX}preview/../1.png`,
      `${PREFIX}preview\\1.png`,
      `/${PREFIX}1.png`,
      `otherConvert/${SECRET}/${UUID}/1.png`,
      `staticConvert/${SECRET}x/${UUID}/1.png`,
      `staticConvert/${SECRET}/${UUID.toUpperCase()}/1.png`,
    ];
    for (const key of wrong) await expect(results.put(key, path)).rejects.toThrow(TypeError);
    for (const prefix of [
      '',
      '/',
      'staticConvert/',
      `staticConvert/${SECRET}/`,
      `${PREFIX}../`,
      PREFIX.slice(0, -1),
    ]) {
      await expect(results.deleteAll(prefix)).rejects.toThrow(TypeError);
    }
    expect(await readFile(path, 'utf8')).toBe('a');
  });

  test('are never what a link leads to: a hostile document’s child process may have made one', async () => {
    const secret = await fileOf('the master key');
    const made = [join(folder, 'symbolic'), join(folder, 'hard'), join(folder, 'nothing')];
    await symlink(secret, made[0] ?? '');
    await link(secret, made[1] ?? '');
    for (const path of [...made, folder]) {
      const error = await results.put(`${PREFIX}1.png`, path).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(ConversionFailure);
      expect((error as ConversionFailure).reason).toBe('storage-failed');
      expect((error as ConversionFailure).message).not.toContain(folder);
    }
    expect((await fetch(results.urlOf(`${PREFIX}1.png`))).status).toBe(404);
    expect(await readFile(secret, 'utf8')).toBe('the master key');
  });
});

describe('results in a folder', () => {
  test('leave nothing beside them, and no folder once they are gone', async () => {
    const results = new DirectoryResults(dataDir, () => 'http://a');
    await results.put(`${PREFIX}1.png`, await fileOf('a'));
    expect(await readdir(join(dataDir, 'files', PREFIX))).toEqual(['1.png']);
    await results.deleteAll(PREFIX);
    expect(await readdir(join(dataDir, 'files', 'staticConvert'))).toEqual([]);
  });

  test('that cannot be written are a failure that names no path', async () => {
    await writeFile(join(dataDir, 'files'), 'a file in the way');
    const results = new DirectoryResults(dataDir, () => 'http://a');
    await expect(results.put(`${PREFIX}1.png`, await fileOf('a'))).rejects.toThrow(
      new ConversionFailure('storage-failed', 'the server cannot write to its data folder'),
    );
  });

  test('are whole where the work folder is on another file system', async ({ annotate }) => {
    const elsewhere = await mkdtemp('/dev/shm/boardgate-test-').catch(() => undefined);
    if (elsewhere === undefined) return void (await annotate('not tried: there is no second file system'));
    const path = join(elsewhere, 'page');
    const content = randomBytes(1_000_000);
    await writeFile(path, content);
    const results = new DirectoryResults(dataDir, () => 'http://a');
    await results.put(`${PREFIX}1.png`, path);
    expect((await readFile(join(dataDir, 'files', PREFIX, '1.png'))).equals(content)).toBe(true);
    expect(await readdir(join(dataDir, 'files', PREFIX))).toEqual(['1.png']);
    await rm(elsewhere, { recursive: true, force: true });
  });

  test('have links that begin where clients reach the server, which is known once it listens', () => {
    let url = 'http://before';
    const results = new DirectoryResults(dataDir, () => url);
    url = 'https://boards.example.org/gate';
    expect(results.urlOf(`${PREFIX}1.png`)).toBe(`https://boards.example.org/gate/files/${PREFIX}1.png`);
  });
});

test('the configuration names the store: a bucket where there is an endpoint, else a folder', () => {
  const s3Settings = {
    BOARDGATE_S3_ENDPOINT: 'https://s3.example.org/pages',
    BOARDGATE_S3_ACCESS_KEY_ID: 'a',
    BOARDGATE_S3_SECRET_ACCESS_KEY: 'b',
  };
  const open = (env: Record<string, string>) => openResults(loadConfig(env).config, () => 'http://here');
  expect(open({})).toBeInstanceOf(DirectoryResults);
  expect(open(s3Settings)).toBeInstanceOf(S3Results);
  expect(open(s3Settings).urlOf('a')).toBe('https://s3.example.org/pages/a');
});
