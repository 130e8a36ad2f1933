import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { loadConfig, type Opened, openConfigured, openSqliteFile, randomText, type Schema } from 'boardgate';
import { NO_QUOTAS } from './boardgate.ts';

/** Inserts rows into a server's database before it starts. */
export interface Seeder {
  /** Creates a project and returns its id. */
  readonly addProject: (name: string) => string;
  readonly addKey: (projectId: string, pair: { accessKey: string; secretKey: string }) => void;
  readonly addRoom: (projectId: string, uuid: string, createdAt: number) => void;
  readonly addRevocation: (row: Schema['revocations']) => void;
}

/** Fills a data folder in one transaction. Returns the result of `fill`. */
export async function seed<Result>(dataDir: string, fill: (seeder: Seeder) => Result): Promise<Result> {
  const opened = await openConfigured(loadConfig({ BOARDGATE_DATA_DIR: dataDir }).config);
  const sqlite = openSqliteFile(dataDir);
  try {
    sqlite.exec('begin immediate');
    const result = fill(createSeeder(opened, sqlite));
    sqlite.exec('commit');
    return result;
  } finally {
    sqlite.close();
    await opened.database.close();
  }
}

function createSeeder({ database: { db }, vault }: Opened, sqlite: DatabaseSync): Seeder {
  const now = Date.now();
  const insertProject = inserter(sqlite, (row: Schema['projects']) => db.insertInto('projects').values(row));
  const insertKey = inserter(sqlite, (row: Schema['access_keys']) =>
    db.insertInto('access_keys').values(row),
  );
  const insertRoom = inserter(sqlite, (row: Schema['rooms']) => db.insertInto('rooms').values(row));
  return {
    addProject: (name) => {
      const id = randomText(14);
      const team_uuid = randomText(22);
      insertProject({
        id,
        team_uuid,
        name,
        created_at: now,
        disabled_at: null,
        policy: JSON.stringify(NO_QUOTAS),
        webhook_secret: null,
      });
      return id;
    },
    addKey: (project_id, { accessKey, secretKey }) =>
      insertKey({
        access_key: accessKey,
        project_id,
        secret_key: vault.seal(secretKey, accessKey),
        created_at: now,
        disabled_at: null,
        name: null,
        expires_at: null,
        is_imported: 0,
      }),
    addRoom: (project_id, uuid, created_at) =>
      insertRoom({
        uuid,
        project_id,
        name: '',
        is_record: 0,
        is_ban: 0,
        writer_limit: 0,
        created_at,
        folded_name: null,
      }),
    addRevocation: inserter(sqlite, (row) => db.insertInto('revocations').values(row)),
  };
}

/**
 * Compiles the statement once and runs it for each row: building a million statements would take most of the time.
 */
function inserter<Row extends object>(
  sqlite: DatabaseSync,
  build: (row: Row) => { compile: () => { readonly sql: string } },
): (row: Row) => void {
  let statement: ReturnType<DatabaseSync['prepare']> | undefined;
  return (row) => {
    statement ??= sqlite.prepare(build(row).compile().sql);
    statement.run(...(Object.values(row) as SQLInputValue[]));
  };
}
