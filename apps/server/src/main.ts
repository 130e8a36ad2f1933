import { Command, Option } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { asksForJson, reportError } from './commands/command-error.ts';
import { loadCommands } from './commands/load-commands.ts';
import { flagNameOf, loadConfig, SETTING_NAMES } from './config/config.ts';
import { SETTINGS } from './config/settings.ts';

// Whatever is made from here on is the owner's alone: SQLite's log, results, files aside.
process.umask(0o077);

// What cannot be written must not end a server. A command whose result is lost has failed, unless its reader had enough.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.exitCode = 1;
  });
}

/** Whether the caller reads the output with a program: then an error is an object too. */
const isJson = asksForJson(process.argv.slice(2));

const program = new Command('boardgate')
  .description('A self-hosted server for the Interactive Whiteboard REST API.')
  .version(packageJson.version)
  .exitOverride()
  // `reportError` prints the object.
  .configureOutput(isJson ? { writeErr: () => {} } : {})
  .addHelpText(
    'after',
    `
Examples:
  boardgate serve --port 9000
  boardgate token room UUID --role writer --lifespan 1h

Every setting is an option too, such as --data-dir: \`boardgate config docs\`.`,
  );
for (const name of SETTING_NAMES) {
  const { doc, form } = SETTINGS[name];
  program.addOption(new Option(`${flagNameOf(name)} <value>`, `${doc} (${form})`).hideHelp());
}

try {
  await loadCommands(program, process.argv.slice(2), () => loadConfig(process.env, program.opts()));
  await program.parseAsync();
} catch (error) {
  process.exitCode = reportError(error, { isJson });
}
