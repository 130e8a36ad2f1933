import type { DatabaseSync } from 'node:sqlite';
import { type ChangeFeed, EVERYTHING, Listeners } from './change-feed.ts';

/** If more rows changed at once, everything counts as changed. */
const MAX_CHANGES = 1000;

/**
 * `data_version` changes when another connection commits; it is compared once per turn of the event loop. Triggers log which rows changed.
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
    // Our own open transaction may roll back its lines, and other lines would then get their numbers.
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
    // It reads the log whenever it is asked.
    ageMs: () => 0,
    subscribe: (listener) => listeners.add(listener),
    // `data_version` does not change with our own commits, but the log holds them.
    announce: readLog,
    close: async () => {},
  };
}
