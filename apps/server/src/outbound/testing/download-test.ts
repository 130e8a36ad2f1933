import { mkdtemp, readdir, rm } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConversionFailure } from '@boardgate/renderer';
import { afterEach, beforeEach, expect } from 'vitest';
import { type Download, download } from '../download.ts';
import { startHost, startRawHost, type TestHost } from './test-host.ts';

/** The message of a download from a refused host. */
export const REFUSED =
  'download file failed: there is no public host of that name: check it, or have an operator allow it in BOARDGATE_CONVERSION_ALLOW_HOSTS';

/** In milliseconds; shorter ones are a test's own. */
export const PATIENCE = { headMs: 3_600_000, paceMs: 3_600_000, totalMs: 3_600_000 };

/** A download folder for each test of a file, and hosts to download from. */
export class DownloadTest {
  folder = '';
  readonly #hosts: TestHost[] = [];

  constructor() {
    beforeEach(async () => {
      this.folder = await mkdtemp(join(tmpdir(), 'boardgate-test-'));
    });
    afterEach(async () => {
      await Promise.all(this.#hosts.splice(0).map((host) => host.stop()));
      await rm(this.folder, { recursive: true, force: true });
    });
  }

  get to(): string {
    return join(this.folder, 'document');
  }

  async serve(answer: RequestListener): Promise<TestHost> {
    const host = await startHost(answer);
    this.#hosts.push(host);
    return host;
  }

  async serveRaw(text: string, isEnded = true): Promise<TestHost> {
    const host = await startRawHost((socket) => (isEnded ? socket.end(text) : socket.write(text)));
    this.#hosts.push(host);
    return host;
  }

  fetchFile(url: string, more: Partial<Download> = {}): Promise<{ bytes: number }> {
    const { signal } = new AbortController();
    const usual = { to: this.to, maxBytes: 1000, allowHosts: ['127.0.0.1'], signal, patience: PATIENCE };
    return download({ url, ...usual, ...more });
  }

  /** The message of a failed download, which must leave no file. */
  async failureOf(url: string, more: Partial<Download> = {}): Promise<string> {
    const error = await this.fetchFile(url, more).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConversionFailure);
    expect(await readdir(this.folder)).toEqual([]);
    return (error as ConversionFailure).message;
  }
}
