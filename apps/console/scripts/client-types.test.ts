import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CLIENT_TYPES_FILE, clientTypes } from './client-types.ts';
import { SETTING_TEXTS_FILE, settingTexts } from './setting-texts.ts';

test.each([
  ['types', CLIENT_TYPES_FILE, clientTypes],
  ['texts of the settings', SETTING_TEXTS_FILE, settingTexts],
])('the page’s %s match the server', async (_what, file, generate) => {
  const isSame = readFileSync(file, 'utf8') === (await generate());
  expect(isSame, `${file.pathname} is out of date: run \`npm run generate:client\``).toBe(true);
});
