import { Command, CommanderError, Option } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { ApiError } from './base/errors.ts';
import { OperatorError } from './base/operator-error.ts';
import { loadCommands } from './commands/load-commands.ts';
import { printError } from './commands/output.ts';
import { flagNameOf, loadConfig, SETTING_NAMES } from './config/config.ts';
import { SETTINGS } from './config/settings.ts';

/** Exit codes: an operator can help (settings, files, names, what the server refuses). */
const FAILED = 1;
/** Wrong options or arguments. */
const WRONG_USE = 2;
/** A fault of ours: EX_SOFTWARE of sysexits.h. */
const INTERNAL = 70;

// Whatever is made from here on is the owner's alone: SQLite's log, results, files aside.
process.umask(0o077);

// What cannot be written must not end a server. A command whose result is lost has failed, unless its reader had enough.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.exitCode = 1;
  });
}

/** Whether the caller reads the output with a program: then an error is an object too. */
const isJson = process.argv.includes('--json');

const program = new Command('boardgate')
  .description('A self-hosted server for the Interactive Whiteboard REST API.')
  .version(packageJson.version)
  .exitOverride()
  .configureOutput({ outputError: (text, write) => (isJson ? printErrorObject(text) : write(text)) })
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
  process.exitCode = reportError(error);
}

/** What commander says of wrong options begins with `error: `. */
function printErrorObject(message: string, code?: string): void {
  const error = { ...(code !== undefined && { code }), message: message.trim().replace(/^error: /, '') };
  printError(JSON.stringify({ error }));
}

/** Prints an error that a person can act on as one line, and the stack trace of any other. Gives the exit code. */
function reportError(error: unknown): number {
  // `--help` and `--version` end with 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USE;
  if (error instanceof OperatorError || error instanceof ApiError) {
    if (isJson) printErrorObject(error.message, error instanceof ApiError ? error.code : undefined);
    else printError(error.message.replaceAll(/^/gm, 'boardgate: '));
    return FAILED;
  }
  printError(`boardgate: internal error: ${error instanceof Error ? error.stack : String(error)}`);
  return INTERNAL;
}
