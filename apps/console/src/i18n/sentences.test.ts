import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RefusedAddressError } from '../../../server/src/outbound/address-rules.ts';
import { failedAttempt, stateAfter } from '../../../server/src/webhooks/delivery-attempt.ts';
import { thrownSentences, VALUE } from '../../test/support/thrown-sentences.ts';
import { KINDS } from '../components/cause-text.ts';
import { recognise } from './sentences.ts';

test('every sentence in the server’s source is recognised', () => {
  const sentences = thrownSentences();
  expect(sentences.length).toBeGreaterThan(80);
  // What stands alone, or at the beginning, is another sentence's rest.
  const whole = sentences.filter(
    (sentence) => !new RegExp(`^${VALUE}|^the (URL|redirect target) ${VALUE}$`).test(sentence),
  );
  expect(whole.filter((sentence) => recognise(sentence) === undefined)).toEqual([]);
});

test.each([
  { status: 410 },
  { status: 302 },
  { status: 500 },
  failedAttempt(new RefusedAddressError()),
  failedAttempt(new Error('a fault of ours')),
])('the error of a webhook after %j is recognised', (attempt) => {
  const delivery = { attempts: 0, maxAttempts: 3 } as Parameters<typeof stateAfter>[0];
  expect(recognise(stateAfter(delivery, attempt, 0, 0).error ?? '')).toBeDefined();
});

test('every kind of file that the renderer names has a text', () => {
  const source = ['document-kind.ts', 'office-package.ts']
    .map((name) =>
      readFileSync(new URL(`../../../../packages/renderer/src/${name}`, import.meta.url), 'utf8'),
    )
    .join('');
  const named = [...source.matchAll(/'(an? [\w ]+)'/g)].map(([, kind]) => kind);
  expect([...new Set(named)].toSorted()).toEqual(Object.keys(KINDS).toSorted());
});

test.each([
  ['the host responded with status 404 instead of 200', 'hostStatus', { status: '404' }],
  [
    'there is no public host of that name: check it, or have an operator allow it in BOARDGATE_CONVERSION_ALLOW_HOSTS',
    'hostPrivate',
    {},
  ],
  [
    'the URL must be an http or https URL such as https://files.example.org/lesson.pdf',
    'urlScheme',
    { which: 'the URL' },
  ],
  [
    'the redirect target must be a URL of at most 8192 bytes',
    'urlLength',
    { which: 'the redirect target', max: '8192' },
  ],
  ['page 7 of the PDF could not be drawn: it is damaged', 'pageBroken', { number: '7' }],
  ['the PDF could not be opened within 50 seconds', 'pdfSlow', { seconds: '50' }],
  ['the PDF could not be opened: it takes more memory than allowed', 'pdfMemory', {}],
  [
    'the receiver answered 302: redirects are not followed, so the webhook must use the final URL',
    'receiverRedirects',
    { status: '302' },
  ],
  ['the host’s certificate is not valid', 'hostCertificate', {}],
  ['this is a web page: it must be a PDF, DOC, DOCX, PPT or PPTX file', 'kind', { kind: 'a web page' }],
])('%s', (sentence, name, values) => {
  expect(recognise(sentence)).toEqual({ name, values });
});

test('other sentences are not recognised', () => {
  expect(recognise('the moon is full')).toBeUndefined();
  expect(recognise('')).toBeUndefined();
});
