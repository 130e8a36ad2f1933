import { expect, it } from 'vitest';
import { kindFromPrefix, TOKEN_KINDS, TOKEN_PREFIXES, type TokenKind } from './kind.ts';

it.each<[TokenKind, string]>([
  ['sdk', 'NETLESSSDK_'],
  ['room', 'NETLESSROOM_'],
  ['task', 'NETLESSTASK_'],
])('a token of kind %s begins with %s', (kind, prefix) => {
  expect(TOKEN_PREFIXES[kind]).toBe(prefix);
  expect(kindFromPrefix(`${prefix}rest`)).toBe(kind);
  expect(kindFromPrefix(prefix)).toBe(kind);
});

it('there are three kinds, and no prefix begins another', () => {
  expect(TOKEN_KINDS).toEqual(['sdk', 'room', 'task']);
  expect(Object.keys(TOKEN_PREFIXES).sort()).toEqual([...TOKEN_KINDS].sort());
  for (const kind of TOKEN_KINDS) {
    const begins = Object.values(TOKEN_PREFIXES).filter((prefix) => prefix.startsWith(TOKEN_PREFIXES[kind]));
    expect(begins).toHaveLength(1);
  }
});

it.each(['', 'NETLESSSDK', 'netlesssdk_', ' NETLESSROOM_', 'NETLESSTASK-', '_', 'sdk'])(
  '%j has no prefix of a token',
  (text) => expect(kindFromPrefix(text)).toBeUndefined(),
);
