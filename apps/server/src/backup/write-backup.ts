import { createHash, type Hash, randomBytes } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { codeOf, OperatorError, reasonOf } from '../base/operator-error.ts';
import { syncFolder } from '../base/sync-folder.ts';
import type { CopiedTable, Row } from '../database/copied-tables.ts';
import type { Snapshot } from '../database/snapshot.ts';
import { listStoredFiles } from '../results/stored-files.ts';
import { fileEntry, MANIFEST, MASTER_KEY, type Manifest, newManifest, rowsEntry } from './backup-format.ts';

/** Pages are compressed already. */
const STORED_AS_IS = { compress: false };

export interface BackupOptions {
  readonly path: string;
  readonly version: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly masterKeyId: string | null;
  /** As `master.key` holds it; `undefined` = left out. */
  readonly masterKey: string | undefined;
  /** The folder of the results; `undefined` = left out. */
  readonly resultsFolder: string | undefined;
  readonly report: (rows: number) => void;
}

/**
 * Writes a snapshot to a file that only its owner can read. It has its name once it is whole and on the disk.
 *
 * @throws {OperatorError} if the file exists, or cannot be written: then nothing is left of it.
 */
export async function writeBackup(snapshot: Snapshot, options: BackupOptions): Promise<Manifest> {
  const path = resolve(options.path);
  checkIsFree(path);
  const aside = `${path}.${randomBytes(6).toString('hex')}.partial`;
  const backup = new BackupWriter(snapshot, options);
  try {
    const output = createWriteStream(aside, { flags: 'wx', mode: 0o600, flush: true });
    await Promise.all([pipeline(backup.stream, output), backup.write()]);
    checkIsFree(path);
    await rename(aside, path);
    await syncFolder(dirname(path));
    return backup.manifest;
  } catch (error) {
    backup.stream.destroy();
    await rm(aside, { force: true }).catch(() => {});
    if (codeOf(error) === undefined) throw error;
    throw new OperatorError(`cannot write the backup ${path}: ${reasonOf(error)}`, { cause: error });
  }
}

function checkIsFree(path: string): void {
  if (existsSync(path)) throw new OperatorError(`${path} exists already: name another file, or remove it`);
}

class BackupWriter {
  readonly #zip = new ZipFile();
  readonly #snapshot: Snapshot;
  readonly #options: BackupOptions;
  readonly #hashes: Record<string, string> = {};
  readonly #tables: Manifest['tables'] = [];
  readonly #tasks = new Set<string>();
  #manifest: Manifest | undefined;

  constructor(snapshot: Snapshot, options: BackupOptions) {
    this.#snapshot = snapshot;
    this.#options = options;
    // It repeats the error of an entry, which `#add` throws.
    this.#zip.on('error', () => {});
  }

  get stream(): Readable {
    return this.#zip.outputStream as Readable;
  }

  get manifest(): Manifest {
    if (this.#manifest === undefined) throw new TypeError('the backup is not written yet');
    return this.#manifest;
  }

  /** One entry after the other: what comes later is found out by what came before. */
  async write(): Promise<void> {
    const { masterKey, resultsFolder } = this.#options;
    for (const table of this.#snapshot.tables) await this.#add(rowsEntry(table.name), this.#linesOf(table));
    if (masterKey !== undefined) await this.#add(MASTER_KEY, [Buffer.from(masterKey)]);
    if (resultsFolder !== undefined) await this.#addResults(resultsFolder);
    this.#manifest = this.#describe();
    await this.#add(MANIFEST, [Buffer.from(JSON.stringify(this.#manifest))]);
    this.#zip.end();
  }

  async *#linesOf(table: CopiedTable): AsyncIterable<Buffer> {
    const isOfTasks = table.name === 'tasks';
    const uuid = table.columns.indexOf('uuid');
    let count = 0;
    for await (const rows of this.#snapshot.rows(table)) {
      if (isOfTasks) for (const row of rows) this.#tasks.add(String(row[uuid]));
      count += rows.length;
      this.#options.report(rows.length);
      yield Buffer.from(rows.map(lineOf).join(''));
    }
    this.#tables.push({ name: table.name, columns: [...table.columns], rows: count });
  }

  /** Of the tasks in the snapshot: nobody would ever remove the files of another. */
  async #addResults(folder: string): Promise<void> {
    for await (const { key, path } of listStoredFiles(folder)) {
      const task = key.split('/').at(2) ?? '';
      if (!this.#tasks.has(task)) continue;
      const file = await openIfThere(path);
      if (file !== undefined) await this.#add(fileEntry(key), file.createReadStream(), STORED_AS_IS);
    }
  }

  #describe(): Manifest {
    const { version, now, masterKeyId } = this.#options;
    const { kind, migration } = this.#snapshot;
    const at = new Date(now).toISOString();
    return newManifest({
      version,
      at,
      kind,
      migration,
      masterKeyId,
      tables: this.#tables,
      sha256: this.#hashes,
    });
  }

  /** Resolves once the entry has been read to its end. */
  async #add(
    name: string,
    content: AsyncIterable<Buffer> | Iterable<Buffer>,
    options: { compress?: boolean } = {},
  ): Promise<void> {
    const hash = createHash('sha256');
    const stream = Readable.from(hashed(content, hash), { objectMode: false });
    const isRead = new Promise<void>((resolve, reject) => {
      stream.once('end', resolve);
      stream.once('error', reject);
    });
    this.#zip.addReadStream(stream, name, { ...options, mode: 0o600, mtime: new Date(this.#options.now) });
    await isRead;
    this.#hashes[name] = hash.digest('hex');
  }
}

/** A task may be deleted while we look. */
async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function* hashed(content: AsyncIterable<Buffer> | Iterable<Buffer>, hash: Hash): AsyncIterable<Buffer> {
  for await (const piece of content) {
    hash.update(piece);
    yield piece;
  }
}

function lineOf(row: Row): string {
  return `${JSON.stringify(row)}\n`;
}
