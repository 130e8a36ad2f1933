import { expect, test } from 'vitest';
import { describeAccess } from './describe-access.ts';

test.each([
  ['anyone', { security: [] }],
  ['credentials', { security: [] }],
  ['getProject', { security: [{ admin: [] }, { session: [] }], description: 'Takes: a viewer or stronger.' }],
  [
    'createProject',
    {
      security: [{ admin: [] }, { session: [] }],
      description: 'Takes: a manager or stronger, not limited to some projects.',
    },
  ],
  [
    'console',
    {
      security: [{ session: [] }],
      description: 'For the console page only: needs the header `x-boardgate-console: 1`.',
    },
  ],
  ['create-room', { security: [{ token: [] }], description: 'Takes: sdk token, writer or stronger.' }],
] as const)('the API document says what %s takes', (access, described) => {
  expect(describeAccess({ access })).toEqual(described);
});

test('the API document names every kind of token that an operation takes', () => {
  expect(describeAccess({ access: 'get-room' }).description).toMatch(
    /^Takes: sdk token, \w+ or stronger; room token, \w+ or stronger\.$/,
  );
});
