import { expect, test } from 'vitest';
import { isLogText, toLogText } from './log-text.ts';

const TIME = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
const textOf = (entry: object) => toLogText(`${JSON.stringify({ level: 30, time: TIME, ...entry })}\n`);

test('is for people where the setting says so, or where standard error is a terminal', () => {
  const formats = ['auto', 'text', 'json'] as const;
  expect(formats.map((logFormat) => isLogText({ logFormat }, true))).toEqual([true, true, false]);
  expect(formats.map((logFormat) => isLogText({ logFormat }, false))).toEqual([false, true, false]);
});

test('has the time, the level, the message, and each fact', () => {
  const facts = {
    pid: 1,
    hostname: 'h',
    request: 'r-1',
    status: 401,
    caller: { kind: 'sdk' },
    note: 'two words',
  };
  expect(textOf({ ...facts, msg: 'refused' })).toBe(
    '03:04:05.678Z INFO  refused request=r-1 status=401 caller={"kind":"sdk"} note="two words"\n',
  );
});

test('has the stack trace of an error on lines of its own', () => {
  const err = { type: 'Error', message: 'broken', stack: 'Error: broken\n    at here\n    at there' };
  expect(textOf({ level: 50, err, msg: 'failed' })).toBe(
    '03:04:05.678Z ERROR failed\n    Error: broken\n    at here\n    at there\n',
  );
  expect(textOf({ err: { message: 'bare' }, msg: 'x' })).toContain('\n    bare\n');
});

test('has nothing that a terminal would obey, and no line that is not one of its own', () => {
  const hostile = '\u001b[2J\u009b31m\r\u0007\u202e';
  const text = textOf({
    msg: `${hostile}\nINFO forged`,
    fact: hostile,
    [hostile]: 1,
    err: { stack: hostile },
  });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  expect(text.split('\n').filter((line) => line.startsWith('INFO'))).toEqual([]);
  expect(text.trimEnd().split('\n')).toHaveLength(2);
});
