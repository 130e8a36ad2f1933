import { MISTAKES } from '@boardgate/token/diagnose';
import { describe, expect, test } from 'vitest';
import { ALTERATIONS, PADDINGS } from '../../../../../packages/token/src/diagnose/advice.ts';
import { EXPLANATION_CODES } from '../../../../server/src/tokens/server-explanations.ts';
import { i18nIn } from '../../../test/support/i18n.ts';
import { en } from '../../i18n/en/index.ts';
import { explanationText } from './explanation-text.ts';

/** The values that one code has several texts for. */
const FORMS = {
  'payload-form': ['plain', 'json', 'hex'],
  'query-encoding': ['separators', 'lower-case-escapes', 'raw-characters'],
  'uuid-form': ['dashes', 'upper-case', 'around', 'other'],
  'expire-at-form': ['empty', 'fraction', 'exponent', 'negative', 'date'],
} as const;
const NAMED = [
  ...Object.keys(PADDINGS).map((padding) => ['padded-secret-key', { padding }] as const),
  ...Object.keys(ALTERATIONS).map((alteration) => ['altered-secret-key', { alteration }] as const),
  ...Object.entries(FORMS).flatMap(([code, forms]) =>
    forms.map((form) => [code as keyof typeof FORMS, { form }] as const),
  ),
  ...['seconds', 'microseconds', 'ticks of 100 ns', 'nanoseconds'].map(
    (unit) => ['expire-at-unit', { unit, meant: 0 }] as const,
  ),
  ...['access key', 'secret key'].map((key) => ['key-as-token', { key }] as const),
  ...['room', 'task'].map((kind) => ['uuid-found', { kind }] as const),
  ...['room', 'key', 'project'].map(
    (scope) => ['tokens-revoked', { scope, issuedBefore: 0, id: 'x' }] as const,
  ),
];

/** Every other value that an explanation can have. */
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
  lifespan: 3_600_000,
  lifespanMs: 3_600_000,
  meantMs: 3_600_000,
  version: '007',
  charset: 'GBK',
  hash: 'HMAC-SHA1',
  alteration: 'trimmed',
  key: 'secret key',
  kind: 'task',
  unit: 'microseconds',
  field: 'uuid',
  length: 255,
  accessKey: 'AK',
  project: 'School',
  scope: 'room',
  id: 'rev_1',
  reason: '',
};

/** An advice may tell of the word itself: "a word such as undefined". */
const MISSING_VALUE = /{{|(?<!such as |是 )undefined|NaN/;

test('every mistake and every explanation has a text, and nothing else', () => {
  expect(Object.keys(en.inspector.mistakes).toSorted()).toEqual([...MISTAKES].toSorted());
  expect(Object.keys(en.inspector.explanations).toSorted()).toEqual(EXPLANATION_CODES.toSorted());
});

describe.each([
  ['en', 'en'],
  ['zh', 'zh-CN'],
] as const)('in %s', (language, htmlLang) => {
  test.each(EXPLANATION_CODES)('%s has a text with all its values', async (code) => {
    const [form = ''] = FORMS[code as keyof typeof FORMS] ?? [];
    const text = explanationText(await i18nIn(language), { code, values: { ...VALUES, form } }, htmlLang);
    expect(text).not.toMatch(MISSING_VALUE);
  });

  test('every value of a few words has its own text', async () => {
    const i18n = await i18nIn(language);
    const texts = NAMED.map(([code, values]) => explanationText(i18n, { code, values }, htmlLang));
    for (const text of texts) expect(text).not.toMatch(MISSING_VALUE);
    expect(new Set(texts).size).toBe(NAMED.length);
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
  expect(say('other-hash', { hash: 'HMAC-SHA1' })).toContain('HMAC-SHA1');
  expect(say('other-hash', { hash: 'SHA256 of the JSON and the secret key' })).toContain('JSON 与 SK');
  expect(say('lifespan-unit', { lifespanMs: 3_600_000, meantMs: 172_800_000, unit: 'seconds' })).toMatch(
    /1小时.*2天.*秒/,
  );
  expect(say('expired', { expiresAt: 9e15, lateMs: 1 })).toContain('9000000000000000');
});
