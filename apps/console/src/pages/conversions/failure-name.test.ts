import { FAILURES } from '@boardgate/renderer/failure';
import { expect, test } from 'vitest';
import { failureName } from './failure-name.ts';

test('every code that a conversion can fail with has words of its own, but for the one that means anything else', () => {
  const unnamed = Object.entries(FAILURES).filter(([, { code }]) => failureName(code) === 'unknown');
  expect(unnamed.map(([reason]) => reason)).toEqual(['pdf-broken', 'unknown']);
});
