import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { connectionOptions } from './postgres.ts';

/** Tells of changes to the stored projects, keys and rooms, whoever made them. */
export interface ChangeFeed {
  /** How long something read may be believed without word of a change, in milliseconds; 0 = until there is word. */
  readonly beliefMs: number;
  /** Grows with every change seen. Whoever keeps what was read compares it before believing it. */
  readonly version: () => number;
  /** To be called after changing or deleting a row: nobody hears of what their own connection to SQLite did. */
  readonly announce: () => void;
  readonly close: () => Promise<void>;
}

/**
 * On SQLite every look compares the file's `data_version`, which moves when another connection commits, once in a turn of
 * the event loop: a change by the command is seen by the very next request.
 */
export function watchSqlite(sqlite: DatabaseSync): ChangeFeed {
  const statement: StatementSync = sqlite.prepare('pragma data_version');
  let seen: unknown = statement.get()?.data_version;
  let version = 0;
  let hasLooked = false;

  const look = () => {
    hasLooked = true;
    setImmediate(() => {
      hasLooked = false;
    });
    const current = statement.get()?.data_version;
    if (current !== seen) version++;
    seen = current;
  };
  return {
    beliefMs: 0,
    version: () => {
      if (!hasLooked) look();
      return version;
    },
    announce: () => {
      version++;
    },
    close: async () => {},
  };
}

const RECONNECT_MS = 500;
/** The floor under PostgreSQL's notifications: what a lost one can cost. */
const POSTGRES_BELIEF_MS = 2000;

/** On PostgreSQL triggers notify every server; after a broken connection anything may have changed. */
export async function watchPostgres(databaseUrl: string): Promise<ChangeFeed> {
  let version = 0;
  let isClosed = false;
  let client: pg.Client;

  const listen = async (): Promise<{ ended: Promise<void> }> => {
    client = new pg.Client(connectionOptions(databaseUrl));
    const ended = new Promise<void>((resolve) => client.once('end', resolve));
    client.on('error', () => {});
    client.on('notification', () => {
      version++;
    });
    await client.connect();
    await client.query('listen boardgate_changes');
    version++;
    return { ended };
  };
  const listenAgain = async (ended: Promise<void>) => {
    let current: Promise<void> = ended;
    for (;;) {
      await current;
      version++;
      if (isClosed) return;
      await setTimeout(RECONNECT_MS, undefined, { ref: false });
      current = listen()
        .then((connection) => connection.ended)
        .catch(() => {});
    }
  };

  void listenAgain((await listen()).ended);
  return {
    beliefMs: POSTGRES_BELIEF_MS,
    version: () => version,
    announce: () => {
      version++;
    },
    close: async () => {
      isClosed = true;
      await client.end();
    },
  };
}
