import { signRoomToken, signSdkToken } from '@boardgate/token';
import { expect, test } from 'vitest';
import { AdmissionFilter } from './admission-filter.ts';

const now = 1_750_000_000_000;
const signing = {
  accessKey: 'an-access-key-16',
  secretKey: 'sk',
  role: 'admin',
  lifespanMs: 0,
  now,
} as const;
const sdkTokens = (count: number) => Array.from({ length: count }, () => signSdkToken(signing));
const roomTokens = (count: number) =>
  Array.from({ length: count }, () => signRoomToken({ ...signing, lifespanMs: 1, uuid: '0'.repeat(32) }));
const names = (count: number) => Array.from({ length: count }, (_, at) => `key-${at}`);

test('a text is new the first time and known from then on', () => {
  const admission = new AdmissionFilter();
  for (const text of ['a', '', 'NETLESSSDK_x', ...sdkTokens(100)]) {
    expect([admission.admits(text), admission.admits(text), admission.admits(text)]).toEqual([
      false,
      true,
      true,
    ]);
  }
});

test.each([
  ['SDK tokens of one key and moment', sdkTokens],
  ['Room tokens of one key, room and moment', roomTokens],
  ['names', names],
])('few of ten thousand %s share a mark', (_name, make) => {
  const admission = new AdmissionFilter();
  const taken = make(10_000).filter((text) => admission.admits(text)).length;
  expect(taken).toBeLessThan(200);
});

test('what was seen long ago is forgotten, so that the marks never fill up', () => {
  const admission = new AdmissionFilter();
  admission.admits('long ago');
  for (const text of names(25_000)) admission.admits(text);
  expect(admission.admits('long ago')).toBe(false);
});
