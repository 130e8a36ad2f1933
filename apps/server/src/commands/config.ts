import type { Command } from 'commander';
import { type LoadedConfig, shownSettings } from '../config/config.ts';
import { configDocs } from './config-docs.ts';
import { print, table } from './output.ts';

/** `boardgate config …` */
export function addConfigCommands(program: Command, readConfig: () => LoadedConfig): void {
  const config = program.command('config').description('check and explain the configuration');

  config
    .command('check')
    .description('check every setting and show what is in force; secrets are masked')
    .action(() => {
      const { config: values, warnings } = readConfig();
      print(table(['SETTING', 'VALUE'], shownSettings(values)));
      for (const warning of warnings) print(`warning: ${warning}`);
      if (warnings.length > 0) process.exitCode = 1;
      else print('The configuration is good.');
    });

  config
    .command('docs')
    .description('print the page docs/configuration.md')
    .action(() => print(configDocs().trimEnd()));
}
