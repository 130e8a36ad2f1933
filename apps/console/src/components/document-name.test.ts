import { expect, test } from 'vitest';
import { documentName } from './document-name.ts';

test.each([
  ['https://files.example.org/a/lesson%201.pdf', 'lesson 1.pdf'],
  ['https://files.example.org/%E8%AF%BE.pptx', '课.pptx'],
  ['https://files.example.org/100%.pdf', '100%.pdf'],
  ['https://files.example.org/', 'https://files.example.org/'],
  ['lesson.pdf', 'lesson.pdf'],
])('%s is called %s', (resource, name) => {
  expect(documentName(resource)).toBe(name);
});
