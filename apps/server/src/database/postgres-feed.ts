import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { reasonOf } from '../base/operator-error.ts';
import { type Change, type ChangeFeed, EVERYTHING, isWatched, Listeners } from './change-feed.ts';
import { connectionOptions, discard } from './postgres.ts';
import type { Report } from './report.ts';
import type { Writes } from './writes.ts';

const RECONNECT_MS = 500;
const BEAT_MS = 500;
/** A connection on which a beat takes longer is replaced: with the pause before, within 2 seconds. */
const BEAT_LIMIT_MS = 1250;
const END_LIMIT_MS = 500;
/** How long caches are trusted without a beat: the longest delay that a lost notification can cause. */
const BELIEF_MS = 2000;

/** No id is longer than an access key. */
const PAYLOAD = /^([a-z_]{1,32})(?::(.{1,512}))?$/s;

/**
 * Triggers notify every server, on a channel with a secret name (migration 9), and each server notifies itself: when this beat arrives,
 * everything sent before it has arrived too. Without a beat, because the connection hangs or a pooler drops notifications, caches are not
 * trusted, and the connection is replaced.
 */
export async function watchPostgres(
  databaseUrl: string,
  writes: Writes,
  report: Report,
): Promise<ChangeFeed> {
  const feed = new PostgresFeed(databaseUrl, writes, report);
  await feed.start();
  return feed;
}

class PostgresFeed implements ChangeFeed {
  readonly #databaseUrl: string;
  readonly #writes: Writes;
  readonly #report: Report;
  readonly #listeners = new Listeners();
  readonly #beatChannel = `boardgate_beat_${randomBytes(8).toString('hex')}`;
  #client: pg.Client | undefined;
  readonly #closing = new AbortController();
  #listening: Promise<void> = Promise.resolve();
  /** When the last beat that arrived was sent. */
  #heardAt = Number.NEGATIVE_INFINITY;
  #isLive = false;
  #isTroubled = false;

  constructor(databaseUrl: string, writes: Writes, report: Report) {
    this.#databaseUrl = databaseUrl;
    this.#writes = writes;
    this.#report = report;
  }

  /** Listens, once. Afterwards the feed heals itself. */
  async start(): Promise<void> {
    // A standby cannot listen, and yet can serve what only reads.
    const first = await this.#listen().catch((error) => this.#lost(error));
    this.#listening = this.#keepListening(first).catch(() => {});
  }

  readonly look = (): boolean => {
    const wasLive = this.#isLive;
    this.#isLive = this.ageMs() < BELIEF_MS;
    if (this.#isLive && !wasLive) this.#listeners.tell(EVERYTHING);
    return this.#isLive;
  };

  readonly ageMs = (): number => performance.now() - this.#heardAt;

  readonly subscribe = (listener: (change: Change) => void): void => {
    this.#listeners.add(listener);
  };

  /** Our own notification would arrive a little after the client's answer. */
  readonly announce = (table: string, id: string): void => {
    this.#listeners.tell({ table, id });
  };

  readonly close = async (): Promise<void> => {
    this.#closing.abort();
    // A connection that hangs would never answer.
    const limit = setTimeout(END_LIMIT_MS, undefined, { ref: false });
    await Promise.race([this.#listening, limit]);
    await Promise.race([this.#client?.end(), limit]);
    if (this.#client) discard(this.#client);
  };

  async #keepListening(first: pg.Client | undefined): Promise<void> {
    let client = first;
    while (!this.#closing.signal.aborted) {
      if (client !== undefined) await this.#beatUntilLost(client).catch((error) => this.#lost(error));
      if (this.#closing.signal.aborted) return;
      await this.#pause(RECONNECT_MS);
      client = await this.#listen().catch((error) => this.#lost(error));
    }
  }

  /** @throws {Error} where the connection cannot be made, or cannot listen; it is not left open then. */
  async #listen(): Promise<pg.Client> {
    const client = new pg.Client({
      ...connectionOptions(this.#databaseUrl, BEAT_LIMIT_MS),
      query_timeout: BEAT_LIMIT_MS,
    });
    client.on('error', () => {});
    client.on('end', () => {
      if (client === this.#client) this.#heardAt = Number.NEGATIVE_INFINITY;
    });
    client.on('notification', ({ channel, payload = '' }) => {
      if (channel === this.#beatChannel) this.#heardAt = Number(payload);
      else this.#tell(payload);
    });
    this.#client = client;
    try {
      await client.connect();
      const { rows } = await client.query("select value from settings where name = 'change-channel'");
      const changes = client.escapeIdentifier(rows[0].value);
      await client.query(`listen ${changes}; listen ${this.#beatChannel}`);
    } catch (error) {
      discard(client);
      throw error;
    }
    this.#listeners.tell(EVERYTHING);
    return client;
  }

  /** @throws {Error} once the connection is of no use. It is not left open. */
  async #beatUntilLost(client: pg.Client): Promise<void> {
    try {
      for (;;) {
        const sentAt = performance.now();
        await client.query(`select pg_notify('${this.#beatChannel}', '${sentAt}')`);
        // A session receives its own notifications with the answer, so the beat has arrived by now.
        if (this.#heardAt < sentAt) throw new Error('the connection hears no notifications');
        if (this.#isTroubled) this.#recovered();
        await this.#pause(BEAT_MS);
      }
    } finally {
      if (!this.#closing.signal.aborted) discard(client);
    }
  }

  /** @throws {Error} as soon as the feed is closed. */
  #pause(ms: number): Promise<void> {
    return setTimeout(ms, undefined, { ref: false, signal: this.#closing.signal });
  }

  #lost(error: unknown): undefined {
    this.#heardAt = Number.NEGATIVE_INFINITY;
    // A standby cannot listen.
    this.#writes.failed(error);
    if (this.#isTroubled || this.#closing.signal.aborted) return;
    this.#isTroubled = true;
    this.#report(
      'warn',
      `changes by other servers are not heard (${reasonOf(error)}): nothing is remembered meanwhile`,
    );
  }

  #recovered(): void {
    this.#isTroubled = false;
    this.#report('info', 'changes by other servers are heard again');
  }

  #tell(payload: string): void {
    const change = toChange(payload);
    if (change !== undefined) this.#listeners.tell(change);
  }
}

/** Of `TABLE:ID`, or `TABLE` alone; `undefined` for anything else. */
function toChange(payload: string): Change | undefined {
  const [, table = '', id] = PAYLOAD.exec(payload) ?? [];
  return isWatched(table) ? { table, id } : undefined;
}
