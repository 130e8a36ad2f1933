import { resolve } from 'node:path';
import type { Command } from 'commander';
import { OperatorError } from '../base/operator-error.ts';
import type { Config, LoadedConfig } from '../config/config.ts';
import { copyDatabase } from '../database/copy-database.ts';
import { Nodes } from '../insight/nodes.ts';
import { masterKeyPath } from '../secrets/master-key.ts';
import { type CommandContext, withContext } from './cli-context.ts';
import { placeOf } from './database-place.ts';
import { readArgument } from './options.ts';
import { print } from './output.ts';
import { RowProgress } from './row-progress.ts';

export function addDatabaseCommands(program: Command, readConfig: () => LoadedConfig): void {
  const database = program.command('database').description('move the database');

  database
    .command('copy')
    .requiredOption(
      '--to <place>',
      'an empty PostgreSQL database (postgres://…) or a folder for SQLite; - reads it from standard input, so that no list of processes shows its password',
    )
    .description('copy the database to another one, of either kind')
    .addHelpText('after', '\nStop the servers before, so that nothing is stored that the copy lacks.')
    .action(async ({ to }: { to: string }) => {
      const { config } = readConfig();
      const target = targetOf(config, readArgument(to));
      await withContext({ config }, checkNobodyServes);
      const progress = new RowProgress();
      const rows = await copyDatabase(config, target, (more, total) => progress.add(more, total)).finally(
        () => progress.end(),
      );
      print(`Copied ${rows.toLocaleString('en')} rows to ${placeOf(target)}.`);
      print(`Next: ${nextSteps(config, target)}`);
    });
}

/** @throws {OperatorError} if a server runs on the database, or died within the last half minute. */
async function checkNobodyServes({ database, now }: CommandContext): Promise<void> {
  const servers = (await new Nodes(database, now).list()).filter(({ isAlive }) => isAlive);
  if (servers.length === 0) return;
  const hosts = [...new Set(servers.map(({ host }) => host))].join(', ');
  throw new OperatorError(
    `servers run on this database (on ${hosts}), and what they store now would be missing from the copy: stop them first; one that died counts for half a minute`,
  );
}

function targetOf(config: Config, to: string): Config {
  if (/^postgres(?:ql)?:\/\//.test(to)) {
    if (to === config.databaseUrl) throw new OperatorError('--to is the database that is configured already');
    return { ...config, databaseUrl: to };
  }
  if (/^[a-z]+:\/\//i.test(to)) throw new OperatorError('--to must be a folder, or begin with postgres://');
  return { ...config, databaseUrl: undefined, dataDir: to };
}

function nextSteps(from: Config, to: Config): string {
  if (to.databaseUrl !== undefined)
    return 'set BOARDGATE_DATABASE_URL to it on every server, keep the data folder with its master key and files, and start.';
  return `copy ${masterKeyPath(from.dataDir)} and the folder ${resolve(from.dataDir, 'files')}, those that exist, to ${resolve(to.dataDir)}, set BOARDGATE_DATA_DIR to it, unset BOARDGATE_DATABASE_URL, and start.`;
}
