import { expect, test } from 'vitest';
import { differencesOf } from './differences.ts';

test('of a change, only the differences are listed, at any depth', () => {
  const before = { name: 'School', disabled: false, policy: { maxRole: 'admin', maxLifespanMs: { sdk: 1 } } };
  const after = { name: 'School', disabled: true, policy: { maxRole: 'writer', maxLifespanMs: { sdk: 1 } } };
  expect(differencesOf(before, after)).toEqual([
    { field: 'disabled', before: false, after: true },
    { field: 'policy.maxRole', before: 'admin', after: 'writer' },
  ]);
});

test('a new or removed policy differs in all its limits', () => {
  expect(differencesOf({ policy: null }, { policy: { maxRole: 'reader' } })).toEqual([
    { field: 'policy.maxRole', before: undefined, after: 'reader' },
  ]);
});

test('of a new or deleted object, only meaningful fields are listed', () => {
  const snapshot = { name: 'School', disabled: false, policy: null };
  expect(differencesOf(null, snapshot)).toEqual([{ field: 'name', before: undefined, after: 'School' }]);
  expect(differencesOf(snapshot, null)).toEqual([{ field: 'name', before: 'School', after: undefined }]);
  expect(differencesOf(null, null)).toEqual([]);
});
