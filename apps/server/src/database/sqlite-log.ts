import { statSync } from 'node:fs';
import { readdir, readFile, readlink } from 'node:fs/promises';
import type { DatabaseSync } from 'node:sqlite';
import type { Report } from './report.ts';

/** The write-ahead log may be as large before somebody is told. Usually it has 4 MB. */
const LIMIT_BYTES = 268_435_456;

/**
 * Watches SQLite's write-ahead log. It cannot be emptied while somebody reads an old state of the database, such as a backup that is never
 * finished, and takes all of the disk in the end.
 */
export class SqliteLog {
  readonly #sqlite: DatabaseSync;
  readonly #path: string;
  readonly #report: Report;
  readonly #limitBytes: number;
  #isReported = false;

  constructor(sqlite: DatabaseSync, report: Report, limitBytes = LIMIT_BYTES) {
    this.#sqlite = sqlite;
    this.#path = sqlite.location() ?? '';
    this.#report = report;
    this.#limitBytes = limitBytes;
  }

  get bytes(): number {
    return statSync(`${this.#path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  }

  get isTooLarge(): boolean {
    return this.bytes > this.#limitBytes;
  }

  /** Tells of a log that has grown too large and who may hold it, once, and tries to empty it. */
  async look(): Promise<void> {
    if (!this.isTooLarge) {
      this.#isReported = false;
      return;
    }
    // Without waiting: it does nothing while somebody reads.
    if (!this.#sqlite.isTransaction) this.#sqlite.exec('pragma wal_checkpoint(truncate)');
    if (this.#isReported || !this.isTooLarge) return;
    this.#isReported = true;
    const readers = await listReaders(this.#path);
    const who = readers.length === 0 ? 'a program' : readers.join(', ');
    this.#report(
      'warn',
      `the database’s write-ahead log has ${Math.floor(this.bytes / 1_048_576)} MiB and cannot be emptied, because ${who} has been reading for long: let it finish, or end it`,
    );
  }
}

/** Names and ids of other processes that have the database open, as far as the system lets us see. */
async function listReaders(path: string): Promise<string[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const readers: string[] = [];
  for (const pid of pids) {
    if (pid === String(process.pid)) continue;
    const numbers = await readdir(`/proc/${pid}/fd`).catch(() => []);
    const files = await Promise.all(
      numbers.map((number) => readlink(`/proc/${pid}/fd/${number}`).catch(() => '')),
    );
    if (!files.includes(path)) continue;
    const name = (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trim();
    readers.push(`${name} (process ${pid})`);
  }
  return readers;
}
