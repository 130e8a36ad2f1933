import { createUuidV1 } from '@boardgate/token';
import { expect, test } from 'vitest';
import { SecondSight } from './second-sight.ts';

const texts = (count: number) => Array.from({ length: count }, () => createUuidV1(1_750_000_000_000));

test('a text is new the first time and known from then on', () => {
  const sight = new SecondSight();
  for (const text of ['a', '', 'NETLESSSDK_x', ...texts(100)]) {
    expect([sight.isSecond(text), sight.isSecond(text), sight.isSecond(text)]).toEqual([false, true, true]);
  }
});

test('few texts share a mark, though they differ in few characters', () => {
  const sight = new SecondSight();
  const taken = texts(10_000).filter((text) => sight.isSecond(text)).length;
  expect(taken).toBeLessThan(200);
});

test('what was met long ago is forgotten, so that the marks never fill up', () => {
  const sight = new SecondSight();
  sight.isSecond('long ago');
  for (const text of texts(25_000)) sight.isSecond(text);
  expect(sight.isSecond('long ago')).toBe(false);
});
