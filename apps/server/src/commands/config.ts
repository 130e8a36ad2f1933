import type { Command } from 'commander';
import { flagNameOf, type LoadedConfig, SETTING_NAMES, shownSettings } from '../config/config.ts';
import { SETTINGS } from '../config/settings.ts';
import { configDocs } from './config-docs.ts';
import { print, table } from './output.ts';

/** `boardgate config …` */
export function addConfigCommands(program: Command, readAll: () => LoadedConfig): void {
  const config = program.command('config').description('check and explain the configuration');

  config
    .command('check')
    .description('check every setting and show what is in force; secrets are masked')
    .action(() => {
      const { config: values, warnings } = readAll();
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

/** Gives a command a flag for every setting. */
export function addSettingFlags(program: Command): void {
  for (const name of SETTING_NAMES) {
    program.option(`${flagNameOf(name)} <value>`, `${SETTINGS[name].doc} (${SETTINGS[name].form})`);
  }
}
