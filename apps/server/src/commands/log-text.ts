import { styleText } from 'node:util';
import type { Config } from '../config/config.ts';

type Style = Parameters<typeof styleText>[0];

/** pino's numbers of levels. */
const LEVELS: Readonly<Record<number, readonly [name: string, style: Style]>> = {
  10: ['TRACE', 'gray'],
  20: ['DEBUG', 'gray'],
  30: ['INFO ', 'green'],
  40: ['WARN ', 'yellow'],
  50: ['ERROR', 'red'],
  60: ['FATAL', 'red'],
};

/** Known to who looks at a terminal, or shown elsewhere in the line. */
const LEFT_OUT = new Set(['level', 'time', 'pid', 'hostname', 'msg', 'err']);

/** A value that reads well without quotes. */
const PLAIN = /^[\w./:@*-]+$/;

// biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal obeys them
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/** Whether the log is text for people, and not JSON: by the setting, or if standard error is a terminal. */
export function isLogText({ logFormat }: Pick<Config, 'logFormat'>, isTerminal: boolean): boolean {
  return logFormat === 'auto' ? isTerminal : logFormat === 'text';
}

/**
 * A line of JSON as people read it. Colours appear if standard error is a terminal and `NO_COLOR` is not set.
 *
 * @param line what pino writes: an object in JSON, and a line break.
 */
export function toLogText(line: string): string {
  const entry = JSON.parse(line) as Record<string, unknown>;
  const [name, style] = LEVELS[Number(entry.level)] ?? [String(entry.level), 'reset'];
  const facts = Object.entries(entry)
    .filter(([fact]) => !LEFT_OUT.has(fact))
    .map(([fact, value]) => `${colour('gray', `${onOneLine(fact)}=`)}${show(value)}`);
  const time = new Date(Number(entry.time)).toISOString().slice(11);
  const head = [colour('gray', time), colour(style, name), onOneLine(String(entry.msg ?? ''))];
  return `${[...head, ...facts].join(' ')}\n${showError(entry.err)}`;
}

const colour = (style: Style, text: string) => styleText(style, text, { stream: process.stderr });

function show(value: unknown): string {
  const text = typeof value === 'string' && PLAIN.test(value) ? value : (JSON.stringify(value) ?? '');
  return harmless(text);
}

/** What pino makes of an error, its stack trace indented. */
function showError(err: unknown): string {
  if (typeof err !== 'object' || err === null) return '';
  const { stack, message } = err as { stack?: unknown; message?: unknown };
  const lines = harmless(String(stack ?? message ?? JSON.stringify(err))).split('\n');
  return lines.map((line) => `    ${line.trim()}\n`).join('');
}

const onOneLine = (text: string) => harmless(text).replaceAll('\n', ' ');

/** Escapes what a terminal would obey: some of a line comes from callers. */
function harmless(text: string): string {
  return text.replaceAll(
    CONTROL,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
