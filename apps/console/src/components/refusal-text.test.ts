import { describe, expect, test } from 'vitest';
import { ApiError, ERRORS, type ErrorCode, RULES } from '../../../server/src/base/errors.ts';
import { i18nIn } from '../../test/support/i18n.ts';
import { RequestError } from '../api/request-error.ts';
import { en } from '../i18n/en/index.ts';
import { refusalText } from './refusal-text.ts';

/** What only `/v5` answers: the page never meets it. */
const OF_V5: readonly ErrorCode[] = [
  'region-missing',
  'region-unreachable',
  'region-circular',
  'region-unknown',
  'credentials-wrong',
  'token-format',
  'token-misplaced',
  'token-signature',
  'token-expired',
  'team-forbidden',
  'room-forbidden',
  'task-forbidden',
  'role-forbidden',
  'requests-exceeded',
];
const CODES = (Object.keys(ERRORS) as ErrorCode[]).filter((code) => !OF_V5.includes(code));

/** What each refusal is made with, where a text for each detail will not do. */
const DETAILS: Partial<Record<ErrorCode, readonly unknown[]>> = {
  'field-invalid': ['name', 'must be right', { rule: 'text', min: 1, max: 64 }],
  'lifespan-too-long': [86_400_000, 'in this project', 'project'],
  'lifespan-permanent': ['this server', 'server'],
  'rooms-exceeded': ['100 exist already', 10, 'maxRooms', 100],
  'tasks-exceeded': ['100 tasks are waiting already', 10, 'maxWaitingTasks', 100],
};

/** The refusal as the page gets it. */
function answered(code: ErrorCode, details: readonly unknown[]): RequestError {
  const { statusCode, message, values } = (
    ApiError.of as (code: ErrorCode, ...details: unknown[]) => ApiError
  )(code, ...details);
  const body = JSON.parse(JSON.stringify({ message, code, values }));
  return RequestError.of(new Response('', { status: statusCode }), body);
}

test('every code that /v1 answers and every rule has a text, and nothing else', () => {
  const { rules, fields: _fields, setBy: _setBy, quotas: _quotas, ...codes } = en.refusals;
  expect(Object.keys(codes).toSorted()).toEqual(CODES.toSorted());
  expect(Object.keys(rules).toSorted()).toEqual(Object.keys(RULES).toSorted());
});

describe.each([
  ['en', 'en', /^[A-Z{“a]/],
  ['zh', 'zh-CN', /[\u4e00-\u9fff]/],
] as const)('in %s', (language, htmlLang, looksRight) => {
  test.each(CODES)('%s has a text with all its values', async (code) => {
    const details = DETAILS[code] ?? ['ONE', 'TWO', 'THREE'];
    const text = refusalText(await i18nIn(language), answered(code, details), htmlLang);
    expect(text).toMatch(looksRight);
    expect(text).not.toMatch(/{{|undefined|NaN|null/);
  });

  test.each(Object.entries(RULES))('the rule %s has a text with its values', async (rule, names) => {
    const values = Object.fromEntries(names.map((name, index) => [name, 1000 * (index + 7)]));
    const text = refusalText(
      await i18nIn(language),
      answered('field-invalid', ['name', 'is wrong', { rule, ...values }]),
      htmlLang,
    );
    expect(text).toContain(language === 'en' ? 'Name: ' : '名称');
    for (const value of Object.values(values)) expect(text).toContain(value.toLocaleString('en'));
  });

  test('an unknown code is shown with the server’s message', async () => {
    const body = { message: 'the moon is full', code: 'moon-full', values: {} };
    const error = RequestError.of(new Response('', { status: 409 }), body);
    expect(refusalText(await i18nIn(language), error, htmlLang)).toContain('the moon is full');
  });
});

test('lifespans and fields are worded for people', async () => {
  const i18n = await i18nIn('zh');
  const lifespan = answered('lifespan-too-long', [7_200_000, 'on this server', 'server']);
  expect(refusalText(i18n, lifespan, 'zh-CN')).toBe('有效期超出服务器设定的上限：2小时。');
  const taken = answered('project-exists', ['School']);
  expect(refusalText(i18n, taken, 'zh-CN')).toBe('项目名称“School”已存在。');
  const missing = answered('field-missing', ['name', 'must be there']);
  expect(refusalText(i18n, missing, 'zh-CN')).toBe('请填写“名称”。');
});
