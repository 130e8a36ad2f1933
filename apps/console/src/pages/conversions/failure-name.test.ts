import { FAILURES } from '@boardgate/renderer/failure';
import { expect, test } from 'vitest';
import { failureName } from './failure-name.ts';

test('every error code of a conversion has its own texts, except the unknown error', () => {
  const unnamed = Object.entries(FAILURES).filter(([, { code }]) => failureName(code) === 'unknown');
  expect(unnamed.map(([reason]) => reason)).toEqual(['pdf-broken', 'unknown']);
});
