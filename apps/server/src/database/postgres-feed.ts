import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { type Change, type ChangeFeed, EVERYTHING, isWatched, Listeners } from './change-feed.ts';
import { connectionOptions } from './postgres.ts';

const RECONNECT_MS = 500;
const BEAT_MS = 500;
/** How long caches are trusted without a beat: the longest delay that a lost notification can cause. */
const BELIEF_MS = 2000;

/** No id is longer than an access key. */
const PAYLOAD = /^([a-z_]{1,32})(?::(.{1,512}))?$/s;

/**
 * Triggers notify every server, on a channel with a secret name (migration 9), and each server notifies itself: when this beat arrives, everything sent before it has arrived too. Without a beat, because the connection hangs or a pooler drops notifications, caches are not trusted.
 */
export async function watchPostgres(databaseUrl: string): Promise<ChangeFeed> {
  const listeners = new Listeners();
  const beatChannel = `boardgate_beat_${randomBytes(8).toString('hex')}`;
  let isClosed = false;
  let client: pg.Client;
  /** When the last beat that arrived was sent. */
  let heardAt = Number.NEGATIVE_INFINITY;
  let isLive = false;

  const beat = async (connection: pg.Client) => {
    while (connection === client && !isClosed) {
      const sentAt = performance.now();
      // A session receives its own notifications with the answer, so the beat has arrived by then.
      await connection.query(`select pg_notify('${beatChannel}', '${sentAt}')`);
      await setTimeout(BEAT_MS, undefined, { ref: false });
    }
  };
  const tell = (payload: string) => {
    const change = toChange(payload);
    if (change !== undefined) listeners.tell(change);
  };
  const listen = async (): Promise<{ ended: Promise<void> }> => {
    client = new pg.Client(connectionOptions(databaseUrl));
    const connection = client;
    const ended = new Promise<void>((resolve) => connection.once('end', resolve));
    connection.on('error', () => {});
    connection.on('notification', ({ channel, payload = '' }) => {
      if (channel === beatChannel) heardAt = Number(payload);
      else tell(payload);
    });
    await connection.connect();
    const { rows } = await connection.query("select value from settings where name = 'change-channel'");
    const changes = connection.escapeIdentifier(rows[0].value);
    await connection.query(`listen ${changes}; listen ${beatChannel}`);
    listeners.tell(EVERYTHING);
    void beat(connection).catch(() => {});
    return { ended };
  };
  const listenAgain = async (ended: Promise<void>) => {
    let current: Promise<void> = ended;
    for (;;) {
      await current;
      heardAt = Number.NEGATIVE_INFINITY;
      if (isClosed) return;
      await setTimeout(RECONNECT_MS, undefined, { ref: false });
      current = listen()
        .then((connection) => connection.ended)
        .catch(() => {});
    }
  };

  void listenAgain((await listen()).ended);
  return {
    look: () => {
      const wasLive = isLive;
      isLive = performance.now() - heardAt < BELIEF_MS;
      if (isLive && !wasLive) listeners.tell(EVERYTHING);
      return isLive;
    },
    subscribe: (listener) => listeners.add(listener),
    // Our own notification would arrive a little after the client's answer.
    announce: (table, id) => listeners.tell({ table, id }),
    close: async () => {
      isClosed = true;
      await client.end();
    },
  };
}

/** Of `TABLE:ID`, or `TABLE` alone; `undefined` for anything else. */
function toChange(payload: string): Change | undefined {
  const [, table = '', id] = PAYLOAD.exec(payload) ?? [];
  return isWatched(table) ? { table, id } : undefined;
}
