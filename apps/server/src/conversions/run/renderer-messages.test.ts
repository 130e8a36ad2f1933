import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMessage } from './renderer-messages.ts';

const PAGE = { number: 1, width: 10, height: 10, path: '/run/document/pages/1.png' };

test('what the protocol has is understood', () => {
  for (const message of [
    { event: 'kind', kind: 'pptx' },
    { event: 'slides', notes: { 1: 'say hello', 12: '' }, hidden: [0, 3] },
    { event: 'pages', count: 3 },
    { event: 'page', page: PAGE },
    { event: 'page', page: { ...PAGE, previewPath: '/run/document/pages/preview-1.png' } },
    { event: 'done' },
    { event: 'failed', reason: 'pdf-broken', detail: 'it is damaged' },
  ]) {
    expect(readMessage(JSON.stringify(message))).toEqual(message);
  }
});

describe('a renderer that was taken over is not believed', () => {
  for (const line of [
    '',
    'not json',
    'null',
    '[]',
    '{"event":"exit"}',
    '{"event":"kind","kind":"exe"}',
    '{"event":"pages","count":0}',
    '{"event":"pages","count":1.5}',
    '{"event":"pages","count":1e9}',
    '{"event":"page","page":{"number":0,"width":1,"height":1}}',
    '{"event":"page","page":{"number":1,"width":-1,"height":1}}',
    '{"event":"page","page":{"number":1,"width":1,"height":99999999}}',
    '{"event":"done","more":1}',
    '{"event":"notes","notes":{"__proto__":"x"}}',
    '{"event":"notes","notes":{"1":{}}}',
    '{"event":"notes","notes":{"1":"x","all":"x"}}',
    '{"event":"failed","reason":"toString","detail":"x"}',
    `{"event":"failed","reason":"unknown","detail":"${'x'.repeat(501)}"}`,
  ]) {
    test(`with ${line.slice(0, 70) || 'an empty line'}`, () => {
      expect(() => readMessage(line)).toThrow(TypeError);
    });
  }

  test('whatever it sends: a message of the protocol, or a refusal', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (line) => {
        try {
          expect(readMessage(line)).toHaveProperty('event');
        } catch (error) {
          expect(error).toBeInstanceOf(TypeError);
        }
      }),
      { numRuns: 300 },
    );
  });
});
