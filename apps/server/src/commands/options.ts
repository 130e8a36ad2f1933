import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { ApiError } from '../base/errors.ts';
import { parseTime } from '../base/time.ts';

export function addJsonOption(command: Command): Command {
  return command.option('--json', 'print JSON');
}

export function addProjectFilter(command: Command): Command {
  return command.option('--project <name>', 'only this project');
}

export function addLimitOption(command: Command, limit: number): Command {
  return command.option('--limit <count>', 'maximum number of rows', parseCount, limit);
}

export function addPeriodOptions(command: Command): Command {
  return command
    .option('--from <time>', 'only from this time on, for example 2026-01-02T03:04:05Z', parseTimeOption)
    .option('--until <time>', 'only before this time', parseTimeOption);
}

/** Reads a time in ISO 8601, in epoch milliseconds. */
export function parseTimeOption(text: string): number {
  try {
    return parseTime('the time', text);
  } catch (error) {
    if (error instanceof ApiError) throw new InvalidArgumentError(`${error.message}.`);
    throw error;
  }
}

/** Reads a time, or `never`. */
export function parseTimeOrNever(text: string): number | null {
  return text === 'never' ? null : parseTimeOption(text);
}

/** Lets an option also be `none`. */
export function orNone<Value>(parse: (text: string) => Value): (text: string) => Value | 'none' {
  return (text) => (text === 'none' ? 'none' : parse(text));
}

function parseCount(text: string): number {
  if (!/^[1-9][0-9]{0,5}$/.test(text))
    throw new InvalidArgumentError('It must be a number from 1 to 999999.');
  return Number(text);
}

/** A text given as an argument. `-` reads it from standard input, without the newline that a pipe adds. */
export function readArgument(text: string): string {
  return text === '-' ? readStandardInput() : text;
}

/** All of standard input, without the newline at its end. */
export function readStandardInput(): string {
  return readFileSync(process.stdin.fd, 'utf8').replace(/\r?\n$/, '');
}
