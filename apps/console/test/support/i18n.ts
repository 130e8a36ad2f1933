import i18next, { type i18n } from 'i18next';
import { en } from '../../src/i18n/en/index.ts';
import type { Language } from '../../src/i18n/i18n.ts';
import { zh } from '../../src/i18n/zh/index.ts';

const RESOURCES = { en, zh };

/** The page's texts in one language. */
export async function i18nIn(language: Language): Promise<i18n> {
  const instance = i18next.createInstance();
  await instance.init({
    lng: language,
    resources: { [language]: RESOURCES[language] },
    defaultNS: 'common',
    interpolation: { escapeValue: false },
  });
  return instance;
}
