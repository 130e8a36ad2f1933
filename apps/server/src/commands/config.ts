import type { Command } from 'commander';
import { type LoadedConfig, shownSettings } from '../config/config.ts';
import { configDocs } from './config-docs.ts';
import { print, table } from './output.ts';

export function addConfigCommands(program: Command, readConfig: () => LoadedConfig): void {
  const config = program.command('config').description('check and document the configuration');

  config
    .command('check')
    .description('check every setting and show the values in effect; secrets are masked')
    .action(() => {
      const { config: values, warnings } = readConfig();
      print(
        table(
          [
            ['SETTING', ([name]) => name],
            ['VALUE', ([, value]) => value],
          ],
          shownSettings(values),
        ),
      );
      for (const warning of warnings) print(`warning: ${warning}`);
      if (warnings.length > 0) process.exitCode = 1;
      else print('The configuration is valid.');
    });

  config
    .command('docs')
    .description('print docs/configuration.md')
    .action(() => print(configDocs().trimEnd()));
}
