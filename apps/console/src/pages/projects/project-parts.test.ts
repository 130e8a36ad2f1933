import { expect, test } from 'vitest';
import { formatDuration } from '../../components/duration.ts';
import { expiryOf, timeOfExpiry } from './expiry.ts';
import { formatQuota } from './measures.ts';
import { draftOf, policyOf } from './policy-draft.ts';
import type { AccessKey } from './project-types.ts';
import { rotationsOf } from './rotations.ts';
import { unusedName } from './unused-name.ts';

const NOW = Date.parse('2026-06-01T00:00:00Z');

test.each([
  null,
  { maxLifespanMs: { room: 1500 } },
  { allowPermanentTokens: false, maxRole: 'reader' as const },
  { requests: { maxRequestsPerSecond: 5 }, rooms: { maxRooms: 0 } },
  { maxLifespanMs: { sdk: 1, task: 86_400_000 }, conversions: { maxRunningTasks: 0, maxBytes: 123_456_789 } },
])('opening the form does not change a policy: %j', (policy) => {
  expect(policyOf(draftOf(policy))).toEqual(policy);
});

test('a limit without a lifespan is incomplete', () => {
  const draft = draftOf({ maxLifespanMs: { sdk: 1000 } });
  const lifespans = { ...draft.lifespans, sdk: { isLimited: true, ms: null } };
  expect(policyOf({ ...draft, lifespans })).toBeUndefined();
});

test.each([
  [7 * 86_400_000, 'en', '7 days'],
  [5_400_000, 'en', '90 minutes'],
  [1500, 'en', '1,500 milliseconds'],
  [3_600_000, 'zh-CN', '1小时'],
])('a lifespan of %i ms is, in %s, %s', (ms, language, expected) => {
  expect(formatDuration(ms, language)).toBe(expected);
});

test('quotas are counted, and bytes are gigabytes', () => {
  expect(formatQuota('maxPages', 50_000, 'en')).toBe('50,000');
  expect(formatQuota('maxBytes', 1_500_000_000, 'en')).toBe('1.5 GB');
});

test('the expiry field keeps the time of a key, and takes only future times', () => {
  const end = '2026-07-01T10:30:00.000Z';
  expect(timeOfExpiry(expiryOf(end), NOW)).toBe(end);
  expect(timeOfExpiry(expiryOf(null, NOW), NOW)).toBeNull();
  expect(timeOfExpiry(expiryOf('2026-05-01T00:00:00Z'), NOW)).toBeUndefined();
  expect(timeOfExpiry({ isNever: false, local: '' }, NOW)).toBeUndefined();
});

test('a rotation lasts until its old key has expired', () => {
  const keyOf = (accessKey: string, expiresAt: string | null, disabled = false) =>
    ({ accessKey, expiresAt, disabled }) as AccessKey;
  const entries = ['ending', 'ended', 'disabled', 'open', 'lost'].map((subject) => ({
    subject,
    after: { replacedBy: subject === 'lost' ? 'deleted' : 'next' },
  }));
  const keys = [
    keyOf('ending', '2026-06-02T00:00:00Z'),
    keyOf('ended', '2026-05-31T00:00:00Z'),
    keyOf('disabled', '2026-06-02T00:00:00Z', true),
    keyOf('open', null),
    keyOf('lost', '2026-06-02T00:00:00Z'),
    keyOf('next', null),
  ];
  expect(rotationsOf(keys, entries, NOW).map(({ old, next }) => [old.accessKey, next.accessKey])).toEqual([
    ['ending', 'next'],
  ]);
});

test('a suggested name is not taken', () => {
  expect(unusedName('School', [])).toBe('School');
  expect(unusedName('School', ['School', 'School 2'])).toBe('School 3');
});
