import type { Command } from 'commander';
import { AdminToken } from '../access/admin-token.ts';
import { SignInCodes } from '../access/sign-in-codes.ts';
import { OperatorError } from '../base/operator-error.ts';
import type { Config, LoadedConfig } from '../config/config.ts';
import { signInLink } from '../console/console-url.ts';
import { addressUrl } from '../http/own-url.ts';
import { withContext } from './cli-context.ts';
import { print } from './output.ts';

/** `boardgate console` */
export function addConsoleCommand(program: Command, readConfig: () => LoadedConfig): void {
  program
    .command('console')
    .description('print a link to the console that signs you in once, within 15 minutes')
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

function urlOf({ publicUrl, host, port }: Config): string {
  if (publicUrl !== undefined) return publicUrl;
  if (port === 0)
    throw new OperatorError(
      'BOARDGATE_PORT is 0, so where the server listens is not known here: give its address as BOARDGATE_PUBLIC_URL',
    );
  return addressUrl(host, port);
}
