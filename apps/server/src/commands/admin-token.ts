import type { Command } from 'commander';
import { AdminToken } from '../access/admin-token.ts';
import type { LoadedConfig } from '../config/config.ts';
import { withContext } from './cli-context.ts';
import { print } from './output.ts';

/** `boardgate admin-token …` */
export function addAdminTokenCommands(program: Command, readConfig: () => LoadedConfig): void {
  const adminToken = program.command('admin-token').description('the token that guards /v1');

  adminToken
    .command('new')
    .description('make a new admin token, shown this once; the old one is refused from now on')
    .action(async () => {
      const token = await withContext(readConfig(), ({ config, database, vault, now, actor }) =>
        new AdminToken(database, vault, config, now).replace(actor),
      );
      print(token);
    });
}
