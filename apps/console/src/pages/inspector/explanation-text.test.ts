import { MISTAKES } from '@boardgate/token/diagnose';
import { describe, expect, test } from 'vitest';
import { EXPLANATION_CODES } from '../../../../server/src/tokens/token-inspector.ts';
import { i18nIn } from '../../../test/support/i18n.ts';
import { en } from '../../i18n/en/index.ts';
import { explanationText } from './explanation-text.ts';

/** Every value that an explanation can have. */
const VALUES = {
  fields: 'role, expireAt',
  padding: 'space-after',
  prefix: 'NETLESSSDK_',
  right: 'NETLESSROOM_',
  prefixes: 'NETLESSSDK_, NETLESSROOM_, NETLESSTASK_',
  fault: 'no token prefix',
  seconds: 3600,
  meant: Date.UTC(2026, 0, 2),
  expiresAt: Date.UTC(2026, 0, 2),
  issuedBefore: Date.UTC(2026, 0, 2),
  earlyMs: 25_200_000,
  skewMs: 1_200_000,
  lateMs: 3_600_000,
  accessKey: 'AK',
  project: 'School',
  scope: 'room',
  id: 'rev_1',
  reason: '',
};

test('every mistake and every explanation has a text, and nothing else', () => {
  expect(Object.keys(en.inspector.mistakes).toSorted()).toEqual([...MISTAKES].toSorted());
  expect(Object.keys(en.inspector.explanations).toSorted()).toEqual(EXPLANATION_CODES.toSorted());
});

describe.each([
  ['en', 'en'],
  ['zh', 'zh-CN'],
] as const)('in %s', (language, htmlLang) => {
  test.each(EXPLANATION_CODES)('%s has a text with all its values', async (code) => {
    const text = explanationText(await i18nIn(language), { code, values: VALUES }, htmlLang);
    expect(text).not.toMatch(/{{|undefined|NaN/);
  });
});

test('times, durations, faults and the reason of a revocation are in the page’s language', async () => {
  const i18n = await i18nIn('zh');
  const say = (code: (typeof EXPLANATION_CODES)[number], values: Record<string, string | number>) =>
    explanationText(i18n, { code, values }, 'zh-CN');
  expect(say('local-time', { earlyMs: 25_200_000 })).toContain('7小时');
  expect(say('not-a-token', { fault: 'role is not 0, 1 or 2', prefixes: 'x' })).toContain(
    'role 不是 0、1 或 2',
  );
  expect(say('token-revoked', { id: 'rev_1', reason: 'left on a train' })).toContain(
    '吊销原因：left on a train',
  );
  expect(say('expired', { expiresAt: 9e15, lateMs: 1 })).toContain('9000000000000000');
});
