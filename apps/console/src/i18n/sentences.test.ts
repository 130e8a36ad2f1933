import { expect, test } from 'vitest';
import { thrownSentences, VALUE } from '../../test/support/thrown-sentences.ts';
import { recognise } from './sentences.ts';

test('every sentence that is written in the source of the server is known', () => {
  const sentences = thrownSentences();
  expect(sentences.length).toBeGreaterThan(80);
  // What stands alone, or at the beginning, is another sentence's rest.
  const whole = sentences.filter(
    (sentence) => !new RegExp(`^${VALUE}|^the (URL|redirect target) ${VALUE}$`).test(sentence),
  );
  expect(whole.filter((sentence) => recognise(sentence) === undefined)).toEqual([]);
});

test.each([
  ['the host responded with status 404 instead of 200', 'hostStatus', { status: '404' }],
  ['the host is not public: an operator can allow it in BOARDGATE_CONVERSION_ALLOW_HOSTS', 'hostPrivate', {}],
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
  ['the PDF could not be opened within 5000 ms', 'pdfSlow', { ms: '5000' }],
  [
    'the receiver answered 302: redirects are not followed, so the webhook must name the final URL',
    'receiverRedirects',
    { status: '302' },
  ],
  ['the host’s certificate is not valid', 'hostCertificate', {}],
  ['this is a web page: it must be a PDF, DOC, DOCX, PPT or PPTX file', 'kind', { kind: 'a web page' }],
])('%s', (sentence, name, values) => {
  expect(recognise(sentence)).toEqual({ name, values });
});

test('what nobody says is not known', () => {
  expect(recognise('the moon is full')).toBeUndefined();
  expect(recognise('')).toBeUndefined();
});
