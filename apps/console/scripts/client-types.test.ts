import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CLIENT_TYPES_FILE, clientTypes } from './client-types.ts';

test('the page’s types are those of the server’s own description', async () => {
  const isSame = readFileSync(CLIENT_TYPES_FILE, 'utf8') === (await clientTypes());
  expect(isSame, 'apps/console/src/api/schema.d.ts is out of date: run `npm run generate:client`').toBe(true);
});
