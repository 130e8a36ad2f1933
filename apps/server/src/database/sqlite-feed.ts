import type { DatabaseSync } from 'node:sqlite';
import { type ChangeFeed, EVERYTHING, Listeners } from './change-feed.ts';

/** More at once are not looked at one by one. */
const MAX_CHANGES = 1000;

/**
 * On SQLite the file's `data_version` moves when another connection commits. It is compared once in a turn of the event
 * loop: a change by the command is seen by the very next request. Which rows changed is read from the log that triggers
 * write.
 */
export function watchSqlite(sqlite: DatabaseSync): ChangeFeed {
  const dataVersion = sqlite.prepare('pragma data_version');
  const lastSeq = sqlite.prepare('select coalesce(max(seq), 0) as seq from changes');
  const since = sqlite.prepare(
    `select seq, table_name, row_id from changes where seq > ? order by seq limit ${MAX_CHANGES + 1}`,
  );
  const listeners = new Listeners();
  let seenVersion: unknown = dataVersion.get()?.data_version;
  let seenSeq = Number(lastSeq.get()?.seq);
  let hasLooked = false;
  const lookAgain = () => {
    hasLooked = false;
  };

  const readLog = () => {
    const rows = since.all(seenSeq) as { seq: number; table_name: string; row_id: string }[];
    const isGap = rows[0] !== undefined && rows[0].seq !== seenSeq + 1;
    const last = Number(lastSeq.get()?.seq);
    if (isGap || rows.length > MAX_CHANGES || last < seenSeq) listeners.tell(EVERYTHING);
    else for (const row of rows) listeners.tell({ table: row.table_name, id: row.row_id });
    // Within a transaction of ours the log holds lines that may be rolled back, and their numbers given to others.
    if (!sqlite.isTransaction) seenSeq = last;
  };

  return {
    look: () => {
      if (hasLooked) return true;
      hasLooked = true;
      setImmediate(lookAgain);
      const version = dataVersion.get()?.data_version;
      if (version !== seenVersion) {
        if (!sqlite.isTransaction) seenVersion = version;
        readLog();
      }
      return true;
    },
    subscribe: (listener) => listeners.add(listener),
    // The log holds our own changes too, which `data_version` does not tell of.
    announce: readLog,
    close: async () => {},
  };
}
