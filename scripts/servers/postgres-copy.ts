import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '../../apps/server/test/support/free-port.ts';
import type { Postgres } from './postgres.ts';

const SETTINGS = ['fsync=off', 'wal_level=logical', 'max_wal_size=128MB', 'unix_socket_directories='];
const RETRY_MS = 100;

let copies = 0;

/** What a copy is made of. */
interface Source {
  /** Of the database `postgres`. */
  readonly url: string;
  readonly program: string;
  /** Who PostgreSQL runs as. */
  readonly uid: number;
  readonly gid: number;
}

/** A PostgreSQL of its own, made as a backup is: it can be killed, and have a standby. */
export class PostgresCopy {
  readonly url: string;
  readonly #source: Source;
  readonly #folder: string;
  readonly #port: number;
  #process: ChildProcess | undefined;

  private constructor(source: Source, folder: string, port: number) {
    const url = new URL(source.url);
    url.port = String(port);
    this.url = url.href;
    this.#source = source;
    this.#folder = folder;
    this.#port = port;
  }

  static async of(postgres: Postgres): Promise<PostgresCopy> {
    const program = readlinkSync(`/proc/${await postgres.pid()}/exe`);
    const [row] = await postgres.query('postgres', 'show data_directory');
    const { uid, gid } = statSync(String(row?.data_directory));
    return await PostgresCopy.#make({ url: postgres.urlOf('postgres'), program, uid, gid });
  }

  /** Another one that follows this one, and has every commit before it is acknowledged. */
  async standby(): Promise<PostgresCopy> {
    const standby = await PostgresCopy.#make({ ...this.#source, url: this.url }, this.url);
    await this.query(`alter system set synchronous_standby_names = '*'`);
    await this.query('select pg_reload_conf()');
    return standby;
  }

  static async #make(source: Source, primary?: string): Promise<PostgresCopy> {
    const client = new pg.Client(source.url);
    await client.connect();
    const { rows } = await client.query('show data_directory');
    const from = rows[0].data_directory;
    const folder = join(dirname(from), `copy-${++copies}`);
    await client.query(`select pg_backup_start('copy', true)`);
    // Files may come and go meanwhile: the backup's label tells PostgreSQL what to make of that.
    spawnSync('cp', ['--archive', from, folder]);
    const { rows: labels } = await client.query('select labelfile from pg_backup_stop()');
    await client.end();
    // The end of the backup is written only now.
    spawnSync('cp', ['--archive', `${from}/pg_wal/.`, join(folder, 'pg_wal')]);
    rmSync(join(folder, 'postmaster.pid'), { force: true });
    writeFileSync(join(folder, 'backup_label'), labels[0].labelfile);
    if (primary !== undefined) {
      const { hostname, port, username, password } = new URL(primary);
      const conninfo = `host=${hostname} port=${port} user=${username} password=${password}`;
      writeFileSync(join(folder, 'standby.signal'), '');
      writeFileSync(join(folder, 'postgresql.auto.conf'), `primary_conninfo = '${conninfo}'\n`);
    }
    spawnSync('chown', ['--recursive', `${source.uid}:${source.gid}`, folder]);
    const copy = new PostgresCopy(source, folder, await freePort());
    await copy.start();
    return copy;
  }

  /** @returns once it answers. */
  async start(): Promise<void> {
    const { program, uid, gid } = this.#source;
    for (;;) {
      if (
        this.#process === undefined ||
        this.#process.exitCode !== null ||
        this.#process.signalCode !== null
      ) {
        const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
        this.#process = spawn(program, ['-D', this.#folder, '-p', String(this.#port), ...settings], {
          uid,
          gid,
          stdio: 'ignore',
        });
      }
      try {
        await this.query('select 1');
        return;
      } catch {
        // Not yet, or not before what is left of the last one has ended.
        await sleep(RETRY_MS);
      }
    }
  }

  /** As a machine that loses its power does; or as an operator stops it. */
  async end(how: 'SIGKILL' | 'SIGINT'): Promise<void> {
    if (this.#process?.exitCode !== null || this.#process.signalCode !== null) return;
    const exited = once(this.#process, 'exit');
    this.#process.kill(how);
    await exited;
  }

  async promote(): Promise<void> {
    await this.query('select pg_promote()');
  }

  async query(statement: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, connectionTimeoutMillis: 1000 });
    client.on('error', () => {});
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  }
}
