import { envNameOf, SETTING_NAMES, SETTINGS } from 'boardgate';

const HEAD = '// Made by `npm run generate:client` from the server’s settings. Not to be edited.\n';

/** Where the page keeps, in English, what each setting does. */
export const SETTING_TEXTS_FILE = new URL('../src/i18n/en/setting-texts.ts', import.meta.url);

export function settingTexts(): string {
  const texts = SETTING_NAMES.map((name) => [envNameOf(name), SETTINGS[name].doc]);
  return `${HEAD}export const settingTexts = ${JSON.stringify(Object.fromEntries(texts), null, 2)} as const;\n`;
}
