import { resolve } from 'node:path';
import type { Command } from 'commander';
import { Backup } from '../backup/read-backup.ts';
import { restore } from '../backup/restore.ts';
import type { LoadedConfig } from '../config/config.ts';
import { checkNoDatabaseIn } from '../database/copy-database.ts';
import { checkKnown } from '../database/migrate.ts';
import { masterKeyPath } from '../secrets/master-key.ts';
import { placeOf } from './database-place.ts';
import { print } from './output.ts';
import { RowProgress } from './row-progress.ts';

export function addRestoreCommand(program: Command, readConfig: () => LoadedConfig): void {
  program
    .command('restore <file>')
    .description('put a backup into an empty data folder or PostgreSQL database')
    .addHelpText(
      'after',
      '\nThe place is that of BOARDGATE_DATA_DIR and BOARDGATE_DATABASE_URL. Whatever was revoked, banned or deleted after the backup was made is as it was before.',
    )
    .action(async (file: string) => {
      const { config } = readConfig();
      // Also looked at later, when nobody else can begin one. A large backup takes long to check.
      if (config.databaseUrl === undefined) checkNoDatabaseIn(resolve(config.dataDir));
      const progress = new RowProgress();
      progress.begin('Checking the backup');
      const backup = await Backup.open(file).finally(() => progress.end());
      try {
        const { at, migration, masterKeyId, tables } = backup.manifest;
        checkKnown([migration]);
        const total = tables.reduce((sum, table) => sum + table.rows, 0);
        const { files, hasMasterKey } = await restore(backup, config, (rows) =>
          progress.add(rows, total),
        ).finally(() => progress.end());
        print(
          `Restored ${total.toLocaleString('en')} rows and ${files.toLocaleString('en')} files of ${at} to ${placeOf(config)}.`,
        );
        print(
          hasMasterKey
            ? 'Start the server: `boardgate serve`.'
            : `Before the server starts, put the master key with the id ${masterKeyId} into ${masterKeyPath(config.dataDir)}, or set BOARDGATE_MASTER_KEY.`,
        );
      } finally {
        backup.close();
      }
    });
}
