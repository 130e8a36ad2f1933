import { loadConfig } from '../../src/config/config.ts';
import { type Database, openDatabase } from '../../src/database/database.ts';

/** Opens a test's database with the settings of a server that has none. */
export function openDatabaseAt(at: {
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
}): Promise<Database> {
  const { dataDir, databaseUrl } = at;
  return openDatabase({ ...loadConfig({}).config, dataDir, databaseUrl });
}
