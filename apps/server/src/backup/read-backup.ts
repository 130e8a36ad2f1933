import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open as openFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { OperatorError, reasonOf } from '../base/operator-error.ts';
import type { CopiedTable, Row } from '../database/copied-tables.ts';
import {
  keyOfEntry,
  MANIFEST,
  MASTER_KEY,
  MAX_MANIFEST_BYTES,
  MAX_ROW_BYTES,
  type Manifest,
  parseManifest,
  rowsEntry,
} from './backup-format.ts';

const ROWS_A_BATCH = 500;
const MAX_KEY_BYTES = 1024;

/** A backup that has been read once from end to end and is whole. */
export class Backup {
  readonly manifest: Manifest;
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>, manifest: Manifest) {
    this.#zip = zip;
    this.#entries = entries;
    this.manifest = manifest;
  }

  /**
   * Opens a backup and checks every byte of it.
   *
   * @throws {OperatorError} if it is not a backup, or is not whole.
   */
  static async open(path: string): Promise<Backup> {
    const zip = await open(path);
    try {
      const entries = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
      const backup = new Backup(zip, entries, await readManifest(zip, entries));
      await backup.#check();
      return backup;
    } catch (error) {
      zip.close();
      throw error instanceof OperatorError ? error : damaged(path, reasonOf(error), error);
    }
  }

  close(): void {
    this.#zip.close();
  }

  async *rows(table: CopiedTable): AsyncIterable<readonly Row[]> {
    let rows: Row[] = [];
    for await (const line of linesOf(await this.#read(rowsEntry(table.name)))) {
      rows.push(JSON.parse(line) as Row);
      if (rows.length < ROWS_A_BATCH) continue;
      yield rows;
      rows = [];
    }
    if (rows.length > 0) yield rows;
  }

  /** `undefined` if it was left out. */
  async masterKey(): Promise<string | undefined> {
    if (!this.#entries.has(MASTER_KEY)) return undefined;
    return (await bytesOf(await this.#read(MASTER_KEY), MAX_KEY_BYTES)).toString('utf8');
  }

  /** The keys of the stored results. */
  fileKeys(): string[] {
    return [...this.#entries.keys()].flatMap((name) => keyOfEntry(name) ?? []);
  }

  async extract(entry: string, path: string): Promise<void> {
    const output = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true });
    await pipeline(await this.#read(entry), output);
  }

  async #check(): Promise<void> {
    const { sha256, tables } = this.manifest;
    const expected = new Map(Object.entries(sha256));
    for (const name of this.#entries.keys())
      if (name !== MANIFEST && !expected.has(name)) throw new Error(`${name} is not in its list`);
    for (const { name } of tables)
      if (!expected.has(rowsEntry(name))) throw new Error(`${rowsEntry(name)} is not in its list`);
    for (const [name, hash] of expected)
      if ((await this.#hashOf(name)) !== hash) throw new Error(`${name} was changed`);
  }

  async #hashOf(name: string): Promise<string> {
    const hash = createHash('sha256');
    for await (const piece of await this.#read(name)) hash.update(piece as Buffer);
    return hash.digest('hex');
  }

  async #read(name: string): Promise<Readable> {
    return await this.#zip.openReadStreamPromise(entryOf(this.#entries, name));
  }
}

async function open(path: string): Promise<ZipFile> {
  try {
    await (await openFile(path)).close();
  } catch (error) {
    throw new OperatorError(`cannot read the backup ${path}: ${reasonOf(error)}`, { cause: error });
  }
  try {
    return await openPromise(path, { autoClose: false, lazyEntries: true });
  } catch (error) {
    throw damaged(path, reasonOf(error), error);
  }
}

function damaged(path: string, reason: string, cause: unknown): OperatorError {
  return new OperatorError(`${path} is not a whole backup, and nothing was restored: ${reason}`, { cause });
}

async function readManifest(zip: ZipFile, entries: ReadonlyMap<string, Entry>): Promise<Manifest> {
  const entry = entryOf(entries, MANIFEST);
  const bytes = await bytesOf(await zip.openReadStreamPromise(entry), MAX_MANIFEST_BYTES);
  // The one entry whose hash stands nowhere; and `yauzl` leaves the file's own checksums to us.
  if (crc32(bytes) !== entry.crc32) throw new Error(`${MANIFEST} was changed`);
  const manifest = parseManifest(bytes.toString('utf8'));
  if (manifest === undefined)
    throw new Error(`its ${MANIFEST} says nothing that this version of Boardgate understands`);
  return manifest;
}

function entryOf(entries: ReadonlyMap<string, Entry>, name: string): Entry {
  const entry = entries.get(name);
  if (entry === undefined) throw new Error(`${name} is missing`);
  return entry;
}

async function bytesOf(stream: Readable, maxBytes: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of stream) {
    bytes += (piece as Buffer).length;
    if (bytes > maxBytes) throw new Error('it is too large');
    pieces.push(piece as Buffer);
  }
  return Buffer.concat(pieces);
}

async function* linesOf(stream: Readable): AsyncIterable<string> {
  let rest = '';
  stream.setEncoding('utf8');
  for await (const piece of stream) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_ROW_BYTES) throw new Error('a row is too long');
    yield* lines;
  }
  if (rest !== '') throw new Error('the last row is cut off');
}
