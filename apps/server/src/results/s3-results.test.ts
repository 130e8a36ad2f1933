import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConversionFailure } from '@boardgate/renderer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { S3Results } from './s3-results.ts';
import { CREDENTIALS, type S3Server, startS3Server } from './testing/s3-server.ts';

const PREFIX = `staticConvert/${'a'.repeat(32)}/0123456789abcdef0123456789abcdef/`;

let folder: string;
let s3: S3Server;

beforeAll(async () => {
  s3 = await startS3Server();
});
afterAll(() => s3.stop());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'boardgate-test-'));
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

describe('results in a bucket', () => {
  const key = `${PREFIX}1.png`;
  const failureOf = async (work: Promise<void>): Promise<string> => {
    const error = await work.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConversionFailure);
    const { message, cause } = error as ConversionFailure;
    expect(JSON.stringify([message, String(cause), cause])).not.toMatch(/wrong-secret|S3RVER|127\.0\.0\.1/);
    return message;
  };

  test('are refused to a wrong secret, once, in words for the operator', async () => {
    const words =
      'upload to storage failed: the store refused the credentials: the operator must check BOARDGATE_S3_ACCESS_KEY_ID, BOARDGATE_S3_SECRET_ACCESS_KEY and the clock';
    const results = openS3({ secretAccessKey: 'wrong-secret' });
    expect(await failureOf(results.put(key, await fileOf('a')))).toBe(words);
    expect(s3.requests).toHaveLength(1);
    expect(await failureOf(results.deleteAll(PREFIX))).toBe(words);
    expect((await fetch(results.urlOf(key))).status).toBe(404);
  });

  test('are sent with their length, not in chunks of unknown number, which many stores refuse', async () => {
    const sent: unknown[] = [];
    s3.intercept = ({ headers, method }) => {
      if (method === 'PUT') sent.push([headers['content-length'], headers['transfer-encoding']]);
      return false;
    };
    const results = openS3();
    for (const content of ['', 'a', 'b'.repeat(300_000)]) await results.put(key, await fileOf(content));
    await results.deleteAll(PREFIX);
    expect(sent).toEqual([
      ['0', undefined],
      ['1', undefined],
      ['300000', undefined],
    ]);
  });

  test('are tried again where the store fails for a while, and then are whole', async () => {
    let failures = 3;
    s3.intercept = (request, response) => {
      if (failures-- <= 0) return false;
      request.resume();
      if (failures === 1) request.socket.destroy();
      else response.writeHead(503).end();
      return true;
    };
    const results = openS3();
    await results.put(key, await fileOf('whole'));
    expect(await (await fetch(results.urlOf(key))).text()).toBe('whole');
    await results.deleteAll(PREFIX);
  });

  test('are given up on after four attempts', async () => {
    s3.intercept = (request, response) => {
      request.resume();
      response.writeHead(500).end();
      return true;
    };
    const words = await failureOf(openS3().put(key, await fileOf('a')));
    expect(words).toBe('upload to storage failed: the store responded with status 500');
    expect(s3.requests).toHaveLength(4);
  });

  test('that are broken off midway are not there at all', async () => {
    s3.intercept = (request) => {
      request.once('data', () => request.socket.destroy());
      return true;
    };
    const results = openS3();
    const words = await failureOf(results.put(key, await fileOf(randomBytes(5_000_000))));
    expect(words).toBe('upload to storage failed: the store cannot be reached');
    s3.intercept = () => false;
    expect((await fetch(results.urlOf(key))).status).toBe(404);
  });

  test('are not followed to another store: a signature is for one', async () => {
    s3.intercept = (request, response) => {
      request.resume();
      response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end();
      return true;
    };
    const words = await failureOf(openS3().put(key, await fileOf('a')));
    expect(words).toBe('upload to storage failed: the store responded with status 307');
  });

  test('that the store does not delete are told of, not asked for again and again', async () => {
    const results = openS3();
    await results.put(key, await fileOf('a'));
    s3.intercept = (request, response) => {
      if (request.method !== 'POST') return false;
      request.resume();
      response.setHeader('content-type', 'application/xml');
      response.end(`<DeleteResult><Error><Key>${key}</Key><Code>AccessDenied</Code></Error></DeleteResult>`);
      return true;
    };
    expect(await failureOf(results.deleteAll(PREFIX))).toBe(
      'upload to storage failed: the store did not delete all files',
    );
    s3.intercept = () => false;
    await results.deleteAll(PREFIX);
  });

  test('are deleted to the last one, however few the store lists at a time, and nothing else that it lists', async () => {
    const stored = new Set([1, 2, 3, 4, 5].map((page) => `${PREFIX}${page}.png`));
    const asked: string[] = [];
    s3.intercept = (request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        const keys = [...body.matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key = '']) => key);
        asked.push(...keys);
        for (const key of keys) stored.delete(key);
        const listed = [...stored].slice(0, 2);
        if (listed.length > 0) listed.push('another/task/1.png');
        const xml =
          request.method === 'POST'
            ? `<DeleteResult>${keys.map((key) => `<Deleted><Key>${key}</Key></Deleted>`).join('')}</DeleteResult>`
            : `<ListBucketResult>${listed.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('')}</ListBucketResult>`;
        response.setHeader('content-type', 'application/xml').end(xml);
      });
      return true;
    };
    await openS3().deleteAll(PREFIX);
    expect([...stored]).toEqual([]);
    expect(asked).toEqual([1, 2, 3, 4, 5].map((page) => `${PREFIX}${page}.png`));
  });

  test('in a bucket that is not there are a failure that says so', async () => {
    const results = openS3({ endpoint: s3.endpoint.replace('pages', 'missing') });
    const words =
      'upload to storage failed: the bucket does not exist: the operator must check BOARDGATE_S3_ENDPOINT';
    expect(await failureOf(results.put(key, await fileOf('a')))).toBe(words);
    expect(await failureOf(results.deleteAll(PREFIX))).toBe(words);
  });

  test('where no store listens are a failure that names no address', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    closed.close();
    await once(closed, 'close');
    const results = openS3({ endpoint: `http://127.0.0.1:${port}/pages` });
    const words = await failureOf(results.put(key, await fileOf('a')));
    expect(words).toBe('upload to storage failed: the store cannot be reached');
  });

  test('have links to the public address of the bucket, or else to the endpoint', () => {
    expect(openS3().urlOf(key)).toBe(`${s3.endpoint}/${key}`);
    expect(openS3({ publicUrl: 'https://cdn.example.org/pages' }).urlOf(key)).toBe(
      `https://cdn.example.org/pages/${key}`,
    );
  });
});
