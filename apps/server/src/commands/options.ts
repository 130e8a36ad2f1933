import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { ApiError } from '../base/errors.ts';
import { parseTime } from '../base/time.ts';

export function addJsonOption(command: Command): Command {
  return command.option('--json', 'print JSON');
}

export function addProjectFilter(command: Command): Command {
  return command.option('--project <name>', 'only this project');
}

export interface ListOptions {
  readonly project?: string;
  readonly limit: number;
  readonly json?: boolean;
}

/** Options of a list that may be long. */
export function addListOptions(command: Command, limit: number, filters: readonly Option[] = []): Command {
  addProjectFilter(command);
  for (const filter of filters) command.addOption(filter);
  return addJsonOption(command.option('--limit <count>', 'maximum number of rows', parseCount, limit));
}

export const PERIOD_FILTERS: readonly Option[] = [
  new Option('--from <time>', 'only from this time on, for example 2026-01-02T03:04:05Z'),
  new Option('--until <time>', 'only before this time'),
].map((option) => option.argParser(parseTimeOption));

/** @returns epoch milliseconds. */
export function parseTimeOption(text: string): number {
  try {
    return parseTime('the time', text);
  } catch (error) {
    if (error instanceof ApiError) throw new InvalidArgumentError(`${error.message}.`);
    throw error;
  }
}

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

/** `-` stands for standard input. */
export function readArgument(text: string): string {
  return text === '-' ? readStandardInput() : text;
}

/** Without the newline that a pipe adds. */
export function readStandardInput(): string {
  return readFileSync(process.stdin.fd, 'utf8').replace(/\r?\n$/, '');
}
