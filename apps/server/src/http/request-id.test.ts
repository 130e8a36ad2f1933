import { expect, test } from 'vitest';
import { requestIdOf, traceIdOf } from './request-id.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';
const NEW = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const idOf = (headers: Record<string, string>) => requestIdOf({ headers });

test.each(['a', 'req-1', '550e8400-e29b-41d4-a716-446655440000', 'A.b_c', 'x'.repeat(64)])(
  'a request keeps the id %j',
  (id) => {
    expect(idOf({ 'x-request-id': id })).toBe(id);
  },
);

test.each([
  '',
  ' ',
  'a b',
  'a,b',
  'x'.repeat(65),
  'a\nb',
  '\u001b[31m',
  '"',
  'é',
  '{}',
  '%00',
  'a/b',
  '$(x)',
])('the id %j is replaced by a new one', (id) => {
  expect(idOf({ 'x-request-id': id })).toMatch(NEW);
});

test('no token is short enough to pass as an id', () => {
  const token = `NETLESSSDK_${Buffer.from(`ak=a&nonce=x&role=0&sig=${'0'.repeat(64)}`).toString('base64url')}`;
  expect(idOf({ 'x-request-id': token })).toMatch(NEW);
});

test('a request without an id takes that of its trace, and without a trace a new one', () => {
  expect(idOf({ traceparent: `00-${TRACE}-${PARENT}-01` })).toBe(TRACE);
  expect(idOf({ 'x-request-id': 'mine', traceparent: `00-${TRACE}-${PARENT}-01` })).toBe('mine');
  expect(idOf({})).toMatch(NEW);
  expect(idOf({})).not.toBe(idOf({}));
});

test.each([
  '',
  TRACE,
  `00-${TRACE}-${PARENT}`,
  `00-${TRACE}-${PARENT}-1`,
  `00-${TRACE}-${PARENT}-01-more`,
  `00-${TRACE}-${PARENT}-01 `,
  `01-${TRACE}-${PARENT}-01`,
  `ff-${TRACE}-${PARENT}-01`,
  `00-${TRACE.toUpperCase()}-${PARENT}-01`,
  `00-${'0'.repeat(32)}-${PARENT}-01`,
  `00-${TRACE}-${'0'.repeat(16)}-01`,
  `00-${TRACE.slice(1)}-${PARENT}-01`,
  `00-${TRACE}-${PARENT}-0g`,
])('%j names no trace', (traceparent) => {
  expect(traceIdOf({ traceparent })).toBeUndefined();
});
