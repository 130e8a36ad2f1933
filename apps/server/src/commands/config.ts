import type { Command } from 'commander';
import { envNameOf, flagNameOf, type LoadedConfig, SETTING_NAMES, SETTINGS } from '../config.ts';
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
      const rows = SETTING_NAMES.map((name) => {
        const value = values[name];
        const isSecret = 'isSecret' in SETTINGS[name];
        return [
          envNameOf(name),
          value === undefined ? '(unset)' : isSecret ? '(set, not shown)' : String(value),
        ];
      });
      print(table(['SETTING', 'VALUE'], rows));
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
