import type { Command } from 'commander';
import { AdminToken } from '../access/admin-token.ts';
import { SignInCodes } from '../access/sign-in-codes.ts';
import { OperatorError } from '../base/operator-error.ts';
import type { Config, LoadedConfig } from '../config/config.ts';
import { signInLink } from '../console/console-url.ts';
import { configuredUrl } from '../http/own-url.ts';
import { withContext } from './cli-context.ts';
import { print } from './output.ts';

export function addConsoleCommand(program: Command, readConfig: () => LoadedConfig): void {
  program
    .command('console')
    .description('print a link that signs you in to the console once, within 15 minutes')
    .action(async () => {
      const loaded = readConfig();
      const url = urlOf(loaded.config);
      const code = await withContext(loaded, ({ config, database, vault, now, actor }) => {
        const adminToken = new AdminToken(database, vault, config, now);
        return new SignInCodes(database, vault, adminToken, now).create(actor);
      });
      print(signInLink(url, code));
    });
}

function urlOf(config: Config): string {
  if (config.publicUrl === undefined && config.port === 0)
    throw new OperatorError(
      'BOARDGATE_PORT is 0, so the port of the server is unknown: set its address as BOARDGATE_PUBLIC_URL',
    );
  return configuredUrl(config);
}
