import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import { ConversionFailure } from '@boardgate/renderer';
import { S3mini } from 's3mini';
import { openResultFile } from './result-file.ts';
import { CACHE_CONTROL, checkResultKey, checkResultPrefix, contentTypeOf } from './result-key.ts';
import type { ResultStorage } from './result-storage.ts';

const ATTEMPTS = 4;
const FIRST_WAIT_MS = 200;
/** Timeout of a request, plus the time for its body at the slowest rate. */
const REQUEST_TIMEOUT_MS = 30_000;
const SLOWEST_BYTES_PER_MS = 1000;
/** The answer tells its size too late for the timeout. */
const MAX_DOWNLOAD_BYTES = 512 * 1024 * 1024;
const LIST_SIZE = 1000;

interface S3Options {
  /** The path names the bucket. */
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** The bucket's URL for clients; default: the endpoint. */
  readonly publicUrl: string | undefined;
}

/**
 * Each file is one PUT, which S3 stores as a whole or not at all. A multipart upload would leave parts behind if the server died.
 */
export class S3Results implements ResultStorage {
  readonly #s3: S3mini;
  readonly #baseUrl: string;
  readonly #firstWaitMs: number;

  /** @param firstWaitMs the wait before the second attempt; each further one is four times as long. */
  constructor({ publicUrl, ...options }: S3Options, firstWaitMs = FIRST_WAIT_MS) {
    this.#s3 = new S3mini({ ...options, fetch: fetchInTime });
    this.#baseUrl = publicUrl ?? options.endpoint;
    this.#firstWaitMs = firstWaitMs;
  }

  async put(key: string, path: string): Promise<void> {
    checkResultKey(key);
    const type = contentTypeOf(key);
    await this.#retried(async () => {
      const { file, size } = await openToSend(path);
      const chunks = file.createReadStream({ autoClose: false });
      try {
        // The library does not announce a length of 0, which stores require; `fetch` does for an empty text.
        const body = size === 0 ? '' : (Readable.toWeb(chunks) as ReadableStream);
        await this.#s3.putObject(key, body, type, undefined, HEADERS, size);
      } finally {
        chunks.destroy();
        await file.close();
      }
    });
  }

  async get(key: string, path: string): Promise<void> {
    checkResultKey(key);
    await this.#retried(async () => {
      const answer = await this.#s3.getObjectResponse(key);
      if (!answer?.body)
        throw new ConversionFailure('storage-failed', 'the server cannot read a stored file');
      await pipeline(Readable.fromWeb(answer.body as never), createWriteStream(path, { mode: 0o600 }));
    });
  }

  async list(prefix: string): Promise<readonly string[]> {
    checkResultPrefix(prefix);
    const objects = await this.#retried(() => this.#s3.listObjects('/', prefix));
    return (objects ?? []).map(({ Key }) => Key);
  }

  urlOf(key: string): string {
    return `${this.#baseUrl}/${key}`;
  }

  /** The bucket is served by the store. */
  async serve(): Promise<void> {}

  folderOf(): undefined {
    return undefined;
  }

  async deleteAll(prefix: string): Promise<void> {
    checkResultPrefix(prefix);
    for (;;) {
      const objects = await this.#retried(() => this.#s3.listObjects('/', prefix, LIST_SIZE));
      if (objects === null) throw new ConversionFailure('storage-failed', detailOf(404));
      if (objects.length === 0) return;
      // The store may list other keys.
      const keys = objects.map(({ Key }) => Key).filter((key) => key.startsWith(prefix));
      const deleted = await this.#retried(() => this.#s3.deleteObjects(keys));
      if (keys.length === 0 || deleted.includes(false))
        throw new ConversionFailure('storage-failed', 'the store did not delete all files');
    }
  }

  /** Retries failures that may pass. A refusal of our credentials does not. */
  async #retried<Result>(send: () => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await send();
      } catch (error) {
        if (error instanceof ConversionFailure) throw error;
        const { status } = error as { status?: number };
        const isFinal = status !== undefined && status < 500 && status !== 408 && status !== 429;
        if (isFinal || attempt === ATTEMPTS)
          throw new ConversionFailure('storage-failed', detailOf(status), { cause: withoutResponse(error) });
        await setTimeout(this.#firstWaitMs * 4 ** (attempt - 1));
      }
    }
  }
}

// The library's type allows Amazon's own headers only; it signs and sends any.
const HEADERS: Record<`x-amz-${string}`, string> = Object.fromEntries([['cache-control', CACHE_CONTROL]]);

async function openToSend(path: string): ReturnType<typeof openResultFile> {
  try {
    return await openResultFile(path);
  } catch (error) {
    throw new ConversionFailure('storage-failed', 'the server cannot read a converted file', {
      cause: error,
    });
  }
}

/** With a timeout by the size of what is sent or fetched. A redirect is not followed: the signature is for one host. */
const fetchInTime: typeof fetch = (input, init) => {
  const isDownload = init?.method === 'GET' && !String(input).includes('list-type=');
  const bytes = isDownload ? MAX_DOWNLOAD_BYTES : Number(new Headers(init?.headers).get('content-length'));
  const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MS + Math.ceil(bytes / SLOWEST_BYTES_PER_MS));
  // A variable, since a browser's types, which the console's tests have, know no `duplex`.
  const request = { ...init, duplex: 'half' as const, redirect: 'manual' as const, signal };
  return fetch(input, request);
};

/** The library's error holds the whole response, which repeats the request: it must not be logged. */
function withoutResponse(error: unknown): Error {
  return new Error(error instanceof Error ? error.message : 'unknown');
}

function detailOf(status: number | undefined): string {
  if (status === 401 || status === 403)
    return 'the store refused the credentials: the operator must check BOARDGATE_S3_ACCESS_KEY_ID, BOARDGATE_S3_SECRET_ACCESS_KEY and the clock';
  if (status === 404) return 'the bucket does not exist: the operator must check BOARDGATE_S3_ENDPOINT';
  return status === undefined ? 'the store cannot be reached' : `the store responded with status ${status}`;
}
