import type { Command } from 'commander';
import { AdminToken } from '../access/admin-token.ts';
import type { LoadedConfig } from '../config/config.ts';
import { withContext } from './cli-context.ts';
import { print } from './output.ts';

export function addAdminTokenCommands(program: Command, readConfig: () => LoadedConfig): void {
  const adminToken = program.command('admin-token').description('manage the admin token, which protects /v1');

  adminToken
    .command('new')
    .description(
      'create a new admin token, shown only once; the old one and all console sessions end immediately',
    )
    .action(async () => {
      const token = await withContext(readConfig(), ({ config, database, vault, now, actor }) =>
        new AdminToken(database, vault, config, now).replace(actor),
      );
      print(token);
    });
}
