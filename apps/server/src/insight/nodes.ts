import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import packageJson from '../../package.json' with { type: 'json' };
import type { Database } from '../database/database.ts';

export const HEARTBEAT_MS = 10_000;
/** A server that misses three heartbeats counts as gone. */
const ALIVE_MS = 3 * HEARTBEAT_MS;
const KEPT_MS = 86_400_000;

/** A server on this database, now or within the last day. */
export interface ServerNode {
  readonly id: string;
  readonly host: string;
  readonly version: string;
  readonly startedAt: number;
  readonly seenAt: number;
  readonly isAlive: boolean;
}

/** The servers on this database: each writes a row of its own and reads all rows. */
export class Nodes {
  readonly #db: Database['db'];
  readonly #now: () => number;
  readonly #id: string;
  #startedAt: number | undefined;

  /** @param id of a server that is several processes, which are one node; default: a new one. */
  constructor({ db }: Pick<Database, 'db'>, now: () => number, id = randomUUID().replaceAll('-', '')) {
    this.#db = db;
    this.#id = id;
    this.#now = now;
  }

  /** Of this server. */
  get id(): string {
    return this.#id;
  }

  async beat(): Promise<void> {
    const seen_at = this.#now();
    this.#startedAt ??= seen_at;
    await this.#db
      .insertInto('nodes')
      .values({
        id: this.#id,
        host: hostname(),
        version: packageJson.version,
        started_at: this.#startedAt,
        seen_at,
      })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ seen_at }))
      .execute();
  }

  /** Removes this server, which stops. */
  async leave(): Promise<void> {
    await this.#db.deleteFrom('nodes').where('id', '=', this.#id).execute();
  }

  /** Lists the servers seen within a day, the longest running first. */
  async list(): Promise<ServerNode[]> {
    const now = this.#now();
    const rows = await this.#db
      .selectFrom('nodes')
      .select(['id', 'host', 'version', 'started_at as startedAt', 'seen_at as seenAt'])
      .where('seen_at', '>=', now - KEPT_MS)
      .orderBy('started_at')
      .orderBy('id')
      .execute();
    return rows.map((row) => ({ ...row, isAlive: row.seenAt >= now - ALIVE_MS }));
  }

  async deleteOld(): Promise<void> {
    await this.#db
      .deleteFrom('nodes')
      .where('seen_at', '<', this.#now() - KEPT_MS)
      .execute();
  }
}
