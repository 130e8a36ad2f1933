import type { Command } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import type { BackupOptions } from '../backup/write-backup.ts';
import { OperatorError } from '../base/operator-error.ts';
import type { Config, LoadedConfig } from '../config/config.ts';
import { type Snapshot, withSnapshot } from '../database/snapshot.ts';
import { resultsFolder } from '../results/stored-files.ts';
import { findMasterKey, storedForm } from '../secrets/master-key.ts';
import { Vault } from '../secrets/vault.ts';
import { checkBegun } from './cli-context.ts';
import { print } from './output.ts';
import { RowProgress } from './row-progress.ts';

interface Given {
  readonly withResults?: true;
  readonly withMasterKey?: true;
}

export function addBackupCommand(program: Command, readConfig: () => LoadedConfig): void {
  program
    .command('backup <file>')
    .description('write a backup to a new file, while the server runs')
    .option('--with-results', 'include the files of conversions')
    .option('--with-master-key', 'include the master key: who has the file can then read every secret key')
    .addHelpText(
      'after',
      '\nIt is a ZIP file. Keep the master key elsewhere: without it the keys in it are of no use.',
    )
    .action(async (file: string, given: Given) => {
      const { config } = readConfig();
      checkBegun(config);
      const parts = partsOf(config, given);
      const { tables } = await withSnapshot(config, (snapshot) => write(snapshot, { path: file, ...parts }));
      const rows = tables.reduce((sum, table) => sum + table.rows, 0);
      print(`Wrote ${rows.toLocaleString('en')} rows to ${file}.`);
      if (parts.masterKeyId !== null && parts.masterKey === undefined)
        print(`To restore it, you also need the master key with the id ${parts.masterKeyId}.`);
    });
}

function partsOf(config: Config, { withResults, withMasterKey }: Given) {
  if (withResults && config.s3Endpoint !== undefined)
    throw new OperatorError(
      'the files of conversions are in a bucket: back that up by its own means, and leave out --with-results',
    );
  const masterKey = findMasterKey(config);
  if (withMasterKey && masterKey === undefined)
    throw new OperatorError('there is no master key here to include: set BOARDGATE_MASTER_KEY');
  return {
    version: packageJson.version,
    now: Date.now(),
    masterKeyId: masterKey === undefined ? null : new Vault(masterKey).keyId,
    masterKey: withMasterKey && masterKey && storedForm(masterKey),
    resultsFolder: withResults && resultsFolder(config.dataDir),
  };
}

async function write(snapshot: Snapshot, options: Omit<BackupOptions, 'report'>) {
  // Loaded on demand: other commands need no ZIP files.
  const { writeBackup } = await import('../backup/write-backup.ts');
  let total = 0;
  for (const table of snapshot.tables) total += await snapshot.count(table);
  const progress = new RowProgress();
  try {
    return await writeBackup(snapshot, { ...options, report: (rows) => progress.add(rows, total) });
  } finally {
    progress.end();
  }
}
