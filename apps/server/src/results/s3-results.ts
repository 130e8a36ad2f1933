import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { ConversionFailure } from '@boardgate/renderer';
import { S3mini } from 's3mini';
import { openResultFile } from './result-file.ts';
import { CACHE_CONTROL, checkResultKey, checkResultPrefix, contentTypeOf } from './result-key.ts';
import type { ResultStorage } from './result-storage.ts';

const ATTEMPTS = 4;
const FIRST_WAIT_MS = 200;
/** What a request may take: so long, and more by the size of what it sends. */
const REQUEST_TIMEOUT_MS = 30_000;
const SLOWEST_BYTES_PER_MS = 1000;
const LIST_SIZE = 1000;

export interface S3Options {
  /** With the bucket as its path. */
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Where clients read the bucket; absent = the endpoint. */
  readonly publicUrl: string | undefined;
}

/**
 * Results in an S3-compatible bucket. Each is one PUT of the whole file, which is streamed: the store itself promises that such an object
 * is there whole or not at all. Parts sent one by one would be left behind by whoever dies in between.
 */
export class S3Results implements ResultStorage {
  readonly #s3: S3mini;
  readonly #baseUrl: string;
  readonly #firstWaitMs: number;

  /** @param firstWaitMs before the second attempt; each further wait is four times as long. */
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
        // The library announces no length of 0, and stores want one: of an empty text `fetch` knows it by itself.
        const body = size === 0 ? '' : (Readable.toWeb(chunks) as ReadableStream);
        await this.#s3.putObject(key, body, type, undefined, HEADERS, size);
      } finally {
        chunks.destroy();
        await file.close();
      }
    });
  }

  urlOf(key: string): string {
    return `${this.#baseUrl}/${key}`;
  }

  /** The store serves its own files. */
  async serve(): Promise<void> {}

  folderOf(): undefined {
    return undefined;
  }

  async deleteAll(prefix: string): Promise<void> {
    checkResultPrefix(prefix);
    for (;;) {
      const objects = await this.#retried(() => this.#s3.listObjects('/', prefix, LIST_SIZE));
      if (objects === null) throw new ConversionFailure('storage-failed', wordsOf(404));
      if (objects.length === 0) return;
      // What is not ours is not deleted, whatever the store lists.
      const keys = objects.map(({ Key }) => Key).filter((key) => key.startsWith(prefix));
      const deleted = await this.#retried(() => this.#s3.deleteObjects(keys));
      if (keys.length === 0 || deleted.includes(false)) {
        throw new ConversionFailure('storage-failed', 'the store did not delete what it was asked to');
      }
    }
  }

  /** Tries again what may go better the next time; a refusal of our credentials will not. */
  async #retried<Result>(send: () => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await send();
      } catch (error) {
        if (error instanceof ConversionFailure) throw error;
        const { status } = error as { status?: number };
        const isFinal = status !== undefined && status < 500 && status !== 408 && status !== 429;
        if (isFinal || attempt === ATTEMPTS) {
          throw new ConversionFailure('storage-failed', wordsOf(status), { cause: withoutAnswer(error) });
        }
        await setTimeout(this.#firstWaitMs * 4 ** (attempt - 1));
      }
    }
  }
}

// The library's type knows Amazon's own headers alone; it signs and sends whatever is given.
const HEADERS: Record<`x-amz-${string}`, string> = Object.fromEntries([['cache-control', CACHE_CONTROL]]);

async function openToSend(path: string): ReturnType<typeof openResultFile> {
  try {
    return await openResultFile(path);
  } catch (error) {
    throw new ConversionFailure('storage-failed', 'the server cannot read what it has converted', {
      cause: error,
    });
  }
}

/** In time by what is sent, and not redirected: a signature is for one host. */
const fetchInTime: typeof fetch = (input, init) => {
  const bytes = Number(new Headers(init?.headers).get('content-length'));
  const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MS + Math.ceil(bytes / SLOWEST_BYTES_PER_MS));
  return fetch(input, { ...init, duplex: 'half', redirect: 'manual', signal });
};

/** The store's whole answer, which the library's error holds, repeats the request: it is not for a log. */
function withoutAnswer(error: unknown): Error {
  return new Error(error instanceof Error ? error.message : 'unknown');
}

function wordsOf(status: number | undefined): string {
  if (status === 401 || status === 403) {
    return 'the store refuses this server: its operator has to check BOARDGATE_S3_ACCESS_KEY_ID, its secret and the clock';
  }
  if (status === 404) return 'the store has no such bucket: the operator has to check BOARDGATE_S3_ENDPOINT';
  return status === undefined ? 'the store cannot be reached' : `the store answered with status ${status}`;
}
