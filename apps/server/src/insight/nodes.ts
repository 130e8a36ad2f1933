import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import packageJson from '../../package.json' with { type: 'json' };
import type { Database } from '../database/database.ts';

/** How often a server says that it is there. */
export const HEARTBEAT_MS = 10_000;
/** Whoever misses three in a row is taken for gone. */
const ALIVE_MS = 3 * HEARTBEAT_MS;
const KEPT_MS = 86_400_000;

/** A server that works on this database, or did in the last day. */
export interface Node {
  readonly id: string;
  readonly host: string;
  readonly version: string;
  readonly startedAt: number;
  readonly seenAt: number;
  readonly isAlive: boolean;
}

/** Which servers share the database: each one writes a row of its own, and reads those of all. */
export class Nodes {
  readonly #db: Database['db'];
  readonly #now: () => number;
  readonly #id = randomUUID().replaceAll('-', '');
  #startedAt: number | undefined;

  constructor({ db }: Pick<Database, 'db'>, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  /** Says that this server is there. */
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

  /** Says that this server stops: it is not to be missed. */
  async leave(): Promise<void> {
    await this.#db.deleteFrom('nodes').where('id', '=', this.#id).execute();
  }

  /** Those that were seen within a day, the longest there first. */
  async list(): Promise<Node[]> {
    const now = this.#now();
    const rows = await this.#db
      .selectFrom('nodes')
      .selectAll()
      .where('seen_at', '>=', now - KEPT_MS)
      .orderBy('started_at')
      .orderBy('id')
      .execute();
    return rows.map(({ id, host, version, started_at, seen_at }) => ({
      id,
      host,
      version,
      startedAt: started_at,
      seenAt: seen_at,
      isAlive: seen_at >= now - ALIVE_MS,
    }));
  }

  async deleteOld(): Promise<void> {
    await this.#db
      .deleteFrom('nodes')
      .where('seen_at', '<', this.#now() - KEPT_MS)
      .execute();
  }
}
