import { expect, test } from 'vitest';
import { checkResourceUrl } from './resource-url.ts';

test.each([
  ['file:///etc/passwd', 'must be an http or https URL such as https://files.example.org/lesson.pdf'],
  [
    'ftp://files.example.org/a.pdf',
    'must be an http or https URL such as https://files.example.org/lesson.pdf',
  ],
  ['data:application/pdf,x', 'must be an http or https URL such as https://files.example.org/lesson.pdf'],
  ['//files.example.org/a.pdf', 'must be an http or https URL such as https://files.example.org/lesson.pdf'],
  ['http://', 'must be an http or https URL such as https://files.example.org/lesson.pdf'],
  ['http://1.2.3.4.5.999/', 'must be an http or https URL such as https://files.example.org/lesson.pdf'],
  ['http://[fe80::1%25eth0]/', 'must be an http or https URL such as https://files.example.org/lesson.pdf'],
  ['http://[fe80::1%eth0]/', 'must be an http or https URL such as https://files.example.org/lesson.pdf'],
  ['http://256.256.256.256/', 'must be an http or https URL such as https://files.example.org/lesson.pdf'],
  ['', 'must be an http or https URL such as https://files.example.org/lesson.pdf'],
  ['https://me:pw@files.example.org/', 'must be a URL without user and password: send a signed URL instead'],
  ['https://me@files.example.org/', 'must be a URL without user and password: send a signed URL instead'],
  ['https://:pw@files.example.org/', 'must be a URL without user and password: send a signed URL instead'],
  [`https://files.example.org/${'a'.repeat(8192)}`, 'must be a URL of at most 8192 bytes'],
  [`https://files.example.org/${'语'.repeat(8192)}`, 'must be a URL of at most 8192 bytes'],
  ['x'.repeat(1_000_000), 'must be a URL of at most 8192 bytes'],
])('wrong URL %# is refused by a rule that says what would be right', (text, rule) => {
  expect(() => checkResourceUrl(text, Error)).toThrow(new Error(rule));
});

test('a URL of 1,000 characters of any script passes, and passes again in the form it is stored in', () => {
  for (const character of ['语', 'é', '😀', '%E8%AF%AD', ' ']) {
    const url = checkResourceUrl(`https://files.example.org/${character.repeat(1000)}/a.pdf`, Error);
    expect(checkResourceUrl(url.href, Error).href).toBe(url.href);
  }
});

test('a URL of exactly 8,192 bytes passes, and no byte more', () => {
  const start = 'https://files.example.org/';
  const longest = start + 'a'.repeat(8192 - start.length);
  expect(checkResourceUrl(longest, Error).href).toBe(longest);
  expect(() => checkResourceUrl(`${longest}a`, Error)).toThrow('must be a URL of at most 8192 bytes');
});
