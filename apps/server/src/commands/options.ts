import { readFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import { ApiError } from '../base/errors.ts';
import { parseTime } from '../base/time.ts';

/** Reads an option that is a time in ISO 8601, in epoch milliseconds. */
export function parseTimeOption(text: string): number {
  try {
    return parseTime('the time', text);
  } catch (error) {
    if (error instanceof ApiError) throw new InvalidArgumentError(`${error.message}.`);
    throw error;
  }
}

/** The same as an argument, or `never`. */
export function parseTimeOrNever(text: string): number | null {
  return text === 'never' ? null : parseTimeOption(text);
}

/** Reads an option that is a count, 1 or more. */
export function parseCount(text: string): number {
  if (!/^[1-9][0-9]{0,5}$/.test(text))
    throw new InvalidArgumentError('It must be a number from 1 to 999999.');
  return Number(text);
}

/** A text given as an argument, or `-` for standard input, where the newline at the end is the pipe's. */
export function readArgument(text: string): string {
  return text === '-' ? readFileSync(process.stdin.fd, 'utf8').replace(/\r?\n$/, '') : text;
}
