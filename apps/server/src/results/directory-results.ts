import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { ConversionFailure } from '@boardgate/renderer';
import type { FastifyInstance } from 'fastify';
import { codeOf } from '../base/operator-error.ts';
import { openResultFile } from './result-file.ts';
import { checkResultKey, checkResultPrefix } from './result-key.ts';
import type { ResultStorage } from './result-storage.ts';
import { resultsFolder } from './stored-files.ts';

export class DirectoryResults implements ResultStorage {
  readonly #root: string;
  readonly #publicUrl: () => string;

  /** @param publicUrl the URL of this server for clients, known once it listens. */
  constructor(dataDir: string, publicUrl: () => string) {
    this.#root = resultsFolder(dataDir);
    this.#publicUrl = publicUrl;
  }

  async put(key: string, path: string): Promise<void> {
    checkResultKey(key);
    const target = join(this.#root, key);
    await describingFailure(async () => {
      await syncResult(path);
      await makeFolder(dirname(target));
      await moveInto(path, target);
      await sync(dirname(target));
    });
  }

  async get(key: string, path: string): Promise<void> {
    checkResultKey(key);
    try {
      await copyFile(join(this.#root, key), path);
    } catch (error) {
      throw new ConversionFailure('storage-failed', 'the server cannot read a stored file', { cause: error });
    }
  }

  async list(prefix: string): Promise<readonly string[]> {
    const folder = this.folderOf(prefix);
    try {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => prefix + relative(folder, join(entry.parentPath, entry.name)));
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return [];
      throw new ConversionFailure('storage-failed', 'the server cannot read its data folder', {
        cause: error,
      });
    }
  }

  urlOf(key: string): string {
    return `${this.#publicUrl()}/files/${key}`;
  }

  async serve(app: FastifyInstance): Promise<void> {
    // Loaded on demand: commands use the storage without serving it.
    const { serveFolder } = await import('./serve-folder.ts');
    await serveFolder(app, this.#root);
  }

  folderOf(prefix: string): string {
    checkResultPrefix(prefix);
    return join(this.#root, prefix);
  }

  async deleteAll(prefix: string): Promise<void> {
    checkResultPrefix(prefix);
    const folder = join(this.#root, prefix);
    await describingFailure(async () => {
      await rm(folder, { recursive: true, force: true });
      // The parent folder, named after the task's secret, is empty now.
      await rmdir(dirname(folder)).catch(() => {});
    });
  }
}

/** Makes a folder that survives a power cut: the parent of every new folder is synced. */
async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = path; made.length >= first.length; made = dirname(made)) await sync(dirname(made));
}

/** From another file system a file is copied beside the target and renamed, so that nobody reads half of it. */
async function moveInto(path: string, target: string): Promise<void> {
  try {
    await rename(path, target);
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error;
    const aside = `${target}.${randomUUID()}.tmp`;
    try {
      await copyFile(path, aside);
      await sync(aside);
      await rename(aside, target);
    } finally {
      await rm(aside, { force: true });
    }
  }
}

async function syncResult(path: string): Promise<void> {
  const { file } = await openResultFile(path);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function describingFailure(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const isFull = ['ENOSPC', 'EDQUOT'].includes(codeOf(error) ?? '');
    const detail = isFull ? 'the server’s disk is full' : 'the server cannot write to its data folder';
    throw new ConversionFailure('storage-failed', detail, { cause: error });
  }
}
