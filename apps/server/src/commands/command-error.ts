import { CommanderError } from 'commander';
import { ApiError } from '../base/errors.ts';
import { OperatorError } from '../base/operator-error.ts';
import { printError } from './output.ts';

/** Exit codes: an operator can help (settings, files, names, what the server refuses). */
const FAILED = 1;
/** Wrong options or arguments. */
const WRONG_USE = 2;
/** A fault of ours: EX_SOFTWARE of sysexits.h. */
const INTERNAL = 70;

/**
 * Prints an error that a person can act on as one line, and the stack trace of any other; with `--json` as one object on standard
 * error. Gives the exit code.
 */
export function reportError(error: unknown, { isJson }: { readonly isJson: boolean }): number {
  if (error instanceof CommanderError) {
    // `--help` and `--version` end with 0.
    if (error.exitCode === 0) return 0;
    // Commander has printed it otherwise.
    if (isJson) printObject('wrong-use', messageOf(error));
    return WRONG_USE;
  }
  if (error instanceof OperatorError || error instanceof ApiError) {
    if (isJson) printObject(error instanceof ApiError ? error.code : 'failed', error.message);
    else printError(error.message.replaceAll(/^/gm, 'boardgate: '));
    return FAILED;
  }
  const trace = error instanceof Error ? error.stack : String(error);
  if (isJson) printObject('internal-error', `internal error: ${trace}`);
  else printError(`boardgate: internal error: ${trace}`);
  return INTERNAL;
}

function printObject(code: string, message: string): void {
  printError(JSON.stringify({ error: { code, message } }));
}

function messageOf({ code, message }: CommanderError): string {
  // Commander prints the help where a subcommand is missing.
  if (code === 'commander.help') return 'a command is missing: --help lists them';
  return message.replace(/^error: /, '').replaceAll('\n', ' ');
}

/** Whether the arguments ask for JSON: known before they are parsed, since parsing may fail. */
export function asksForJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end === -1 ? args : args.slice(0, end)).includes('--json');
}
