import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { isRightlySigned } from './signature-v4.ts';

/** The used part of `s3rver`, which has no types. */
interface S3rver {
  readonly store: Store;
  configureBuckets(): Promise<unknown>;
  callback(): RequestListener;
}
interface Store {
  getResourcePath(bucket: string, key: string, resource: 'object'): string;
  putMetadata(bucket: string, key: string, metadata: object, md5: string): Promise<void>;
  putObject(object: StoredObject): Promise<{ size: number; md5: string }>;
}
interface StoredObject {
  readonly bucket: string;
  readonly key: string;
  readonly metadata: object;
  readonly content: Buffer | Readable;
}
const S3rver = createRequire(import.meta.url)('s3rver') as new (options: object) => S3rver;

const BUCKET = 'pages';
export const CREDENTIALS = { region: 'us-east-1', accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };

/** An S3-compatible store on this machine that checks signatures. A test can respond in its place. */
export interface S3Server {
  /** The path names the bucket. */
  readonly endpoint: string;
  readonly requests: string[];
  /** Returns true if it responds to a request in place of the store. */
  intercept: (request: IncomingMessage, response: ServerResponse) => boolean;
  stop(): Promise<void>;
}

export async function startS3Server(): Promise<S3Server> {
  const directory = await mkdtemp(join(tmpdir(), 'boardgate-test-'));
  const store = new S3rver({ directory, silent: true, configureBuckets: [{ name: BUCKET }] });
  store.store.putObject = (object) => putWhole(store.store, object);
  await store.configureBuckets();
  const answer = store.callback();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    if (s3.intercept(request, response)) return;
    if (request.headers.authorization === undefined || isRightlySigned(request, CREDENTIALS)) {
      answer(request, response);
    } else {
      request.resume();
      response.writeHead(403, { 'content-type': 'application/xml' });
      response.end(
        `<Error><Code>SignatureDoesNotMatch</Code><AWSAccessKeyId>S3RVER</AWSAccessKeyId></Error>`,
      );
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const s3: S3Server = {
    endpoint: `http://127.0.0.1:${port}/${BUCKET}`,
    requests,
    intercept: () => false,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await rm(directory, { recursive: true, force: true });
    },
  };
  return s3;
}

/** S3 promises this; `s3rver` responds before the file is written, and lets readers see half of it. */
async function putWhole(
  store: Store,
  { bucket, key, metadata, content }: StoredObject,
): Promise<{ size: number; md5: string }> {
  const chunks: Buffer[] = [];
  for await (const chunk of Buffer.isBuffer(content) ? [content] : content) chunks.push(chunk as Buffer);
  const whole = Buffer.concat(chunks);
  const path = store.getResourcePath(bucket, key, 'object');
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.new`, whole);
  await rename(`${path}.new`, path);
  const md5 = createHash('md5').update(whole).digest('hex');
  await store.putMetadata(bucket, key, metadata, md5);
  return { size: whole.length, md5 };
}
